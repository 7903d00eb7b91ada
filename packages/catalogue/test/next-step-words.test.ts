import { nextStep, nextStepActions, type NextStep } from "@payrun/payouts-core";
import { expect, test } from "vitest";
import { locales, nextStepWords } from "../src/index.ts";
import { spoken } from "./spoken.ts";

const steps = Object.keys(nextStepActions) as NextStep[];

test.for(steps.flatMap((step) => locales.map((locale) => ({ step, locale }))))(
  "after $step the text in $locale says what happens next, with one action",
  ({ step, locale }) => {
    const { title, explanation, action } = nextStepWords(spoken(locale), step);
    expect(title).not.toMatch(/[.。]$|nextSteps/);
    expect(explanation).toMatch(/[.。]$/);
    expect(action.text).toMatch(/^[^.。]+[.。]$/);
    expect(action.code).toBe(nextStepActions[step]);
  },
);

test("an account that is out of reach is told as a reading of Stripe's answer", () => {
  const step = nextStep({ kind: "not_executed", then: "hold", code: "account_invalid" });
  expect(nextStepWords(spoken("en"), step)).toEqual({
    title: "Held: the account cannot be reached",
    explanation:
      "Our Stripe key has no access to this account, or the account does not exist. Nothing was sent. The payout is planned anew once the account is ready.",
    action: {
      code: "ask_to_reconnect",
      text: "Ask the creator to connect the payout account again.",
    },
  });
});
