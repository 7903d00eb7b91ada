import { formatAmount, formatInstant } from "@payrun/catalogue/browser";
import { Alert } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useViewer, type Viewer } from "../viewer.tsx";
import { isBadInput, isUnreachable, refusalOf, type RefusalData } from "./failure.ts";
import classes from "./states.module.css";

/** Why something was refused, in the catalogue's sentence for it, told at once to screen readers. Nothing without an error. */
export function RefusalAlert({ error }: { error: unknown }) {
  const sentence = useRefusalSentence(error);
  if (sentence === null) return null;
  return (
    <Alert
      className={classes["refusal"] ?? ""}
      variant="transparent"
      role="alert"
      icon={<IconAlertTriangle size={18} aria-hidden />}
    >
      {sentence}
    </Alert>
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
  const key = `refusals:${refusal.code}`;
  if (!i18n.exists(key)) return t("refusal.unexpected");
  // Which codes there are is known only at run time; the catalogue's own test holds them against the API's.
  const say = i18n.t as (key: string, numbers: Readonly<Record<string, unknown>>) => string;
  return say(key, writtenFor(viewer, refusal));
}

/**
 * A refusal's numbers as the viewer reads them, by their names: `…Minor` with `currency` is an amount, `…At` an instant,
 * a number is grouped.
 */
function writtenFor({ locale, timeZone }: Viewer, refusal: RefusalData): Readonly<Record<string, unknown>> {
  const written = Object.entries(refusal).map(([name, value]) => {
    if (name.endsWith("Minor") && typeof refusal["currency"] === "string" && isWhole(value)) {
      return [name, formatAmount(locale, { amountMinor: BigInt(value), currency: refusal["currency"] })];
    }
    if (name.endsWith("At") && (typeof value === "string" || value instanceof Date)) {
      return [name, formatInstant(locale, new Date(value), timeZone)];
    }
    return [name, typeof value === "number" ? new Intl.NumberFormat(locale).format(value) : value];
  });
  // Plural forms are chosen by `count`, which stays a number.
  const count = typeof refusal["count"] === "number" ? { count: refusal["count"] } : {};
  return { ...Object.fromEntries(written), ...count } as Readonly<Record<string, unknown>>;
}

function isWhole(value: unknown): value is string | bigint {
  return typeof value === "bigint" || (typeof value === "string" && /^-?\d+$/.test(value));
}
