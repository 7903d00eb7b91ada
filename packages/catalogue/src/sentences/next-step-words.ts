import { nextStepActions, type NextStep, type NextStepAction } from "@payrun/payouts-core";
import type { i18n } from "i18next";

/** For the finance team: what an outcome means, what happens next by itself, and the one thing to do. */
export type NextStepWords = {
  readonly title: string;
  readonly explanation: string;
  readonly action: { readonly code: NextStepAction; readonly text: string };
};

/** What happens next after an outcome at Stripe (core's `nextStep`), in the language of `i18n`. */
export function nextStepWords(i18n: i18n, step: NextStep): NextStepWords {
  return {
    title: i18n.t(`nextSteps:${step}.title`),
    explanation: i18n.t(`nextSteps:${step}.explanation`),
    action: { code: nextStepActions[step], text: i18n.t(`nextSteps:${step}.action`) },
  };
}
