import { isSpokenRefusal, refusalWords } from "@payrun/catalogue/browser";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useViewer } from "../viewer.tsx";
import { isBadInput, isUnreachable, refusalOf } from "./failure.ts";
import classes from "./states.module.css";

/** Why something was refused, in the catalogue's sentence for it, told at once to screen readers. Nothing without an error. */
export function RefusalAlert({ error }: { error: unknown }) {
  const sentence = useRefusalSentence(error);
  if (sentence === null) return null;
  return (
    <div role="alert" className={classes["refusal"]}>
      <IconAlertTriangle size={18} aria-hidden />
      <span>{sentence}</span>
    </div>
  );
}

/** The same as text, e.g. for a form field; null without an error. */
export function useRefusalSentence(error: unknown): string | null {
  const { t, i18n } = useTranslation();
  const viewer = useViewer();
  if (error === null || error === undefined) return null;
  if (isUnreachable(error)) return t("refusal.unreachable");
  const refusal = refusalOf(error);
  if (refusal === null) return isBadInput(error) ? t("refusal.invalid") : t("refusal.unexpected");
  return isSpokenRefusal(i18n, refusal) ? refusalWords(i18n, refusal, viewer) : t("refusal.unexpected");
}
