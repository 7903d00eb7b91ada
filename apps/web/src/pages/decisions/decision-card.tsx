import { Text } from "@mantine/core";
import { formatAmount, itemReasonWords } from "@payrun/catalogue/browser";
import { Section, StatusBadge, useViewer, type StatusTone } from "@payrun/ui";
import { useTranslation } from "react-i18next";
import { ButtonLink } from "../../app/real-link.tsx";
import { usePayoutDay } from "../payouts/use-payout-day.ts";
import type { Decision } from "./decision-data.ts";
import classes from "./decisions.module.css";
import { FurtherReasons } from "./further-reasons.tsx";
import { ReasonButton } from "./reason-button.tsx";

const tones = {
  skipped: "attention",
  missed: "attention",
  delayed: "waiting",
  on_its_way: "waiting",
  paid: "good",
  returned_by_bank: "bad",
  reversed: "neutral",
  held: "attention",
  failed: "bad",
  canceled: "neutral",
  replaced: "neutral",
} as const satisfies Record<Decision["verdict"], StatusTone>;

/** What one payout date came to: the reason that decided, with its numbers and one button; the others behind a line. */
export function DecisionCard({ decision }: { decision: Decision }) {
  const { t } = useTranslation("decisions");
  const payoutDay = usePayoutDay();
  const { title, explanation, action } = useWhat(decision);
  const { periodKey, currency, verdict, paidLater, reasons } = decision;
  const day = payoutDay(periodKey);
  return (
    <Section
      title={
        <>
          <span className={classes["date"]}>
            {currency === null ? t("dateTitle", { day }) : t("dateTitleIn", { day, currency })}
          </span>
          {title}
        </>
      }
      actions={<StatusBadge tone={tones[verdict]}>{t(`verdicts.${verdict}`)}</StatusBadge>}
    >
      <Text>{explanation}</Text>
      {paidLater === null ? (
        <>
          {action === null ? null : <Text mt="xs">{action}</Text>}
          <div className={classes["action"]}>
            <OneButton decision={decision} />
          </div>
        </>
      ) : (
        <PaidLater {...paidLater} day={payoutDay(paidLater.periodKey)} />
      )}
      {reasons.length > 1 ? <FurtherReasons reasons={reasons.slice(1)} /> : null}
    </Section>
  );
}

type PaidLaterProps = { readonly payoutItemId: string; readonly day: string; readonly carriesIt: boolean };

/** It is cured: she was paid later, and what money there was on this date went with that. */
function PaidLater({ payoutItemId, day, carriesIt }: PaidLaterProps) {
  const { t } = useTranslation("decisions");
  return (
    <>
      <Text mt="xs">{t(carriesIt ? "paidLater" : "paidSince", { day })}</Text>
      <div className={classes["action"]}>
        <ButtonLink to="/payouts/$payoutItemId" params={{ payoutItemId }} variant="default">
          {t("actions.seeLater", { day })}
        </ButtonLink>
      </div>
    </>
  );
}

/** The first reason in words, or, where no reason is needed, what happened. */
function useWhat(decision: Decision) {
  const { i18n } = useTranslation();
  const viewer = useViewer();
  const happened = useWhatHappened(decision);
  const [first] = decision.reasons;
  if (first === undefined || isToldWithoutReason(decision)) return { ...happened, action: null };
  const { title, explanation, action } = itemReasonWords(i18n, first, viewer);
  return { title, explanation, action: action.text };
}

/** The whole date waits, or her money has moved on: that is said instead of a reason of her own. */
function isToldWithoutReason({ verdict }: Decision): boolean {
  return ["delayed", "replaced", "returned_by_bank", "reversed", "paid", "on_its_way"].includes(verdict);
}

function useWhatHappened({ verdict, waitsFor, amountMinor, currency }: Decision) {
  const { t } = useTranslation("decisions");
  const { locale } = useViewer();
  const amount =
    amountMinor === null || currency === null ? "" : formatAmount(locale, { amountMinor, currency });
  const said = saidOf(verdict, waitsFor);
  return { title: t(`said.${said}.title`), explanation: t(`said.${said}.explanation`, { amount }) };
}

function saidOf(verdict: Decision["verdict"], waitsFor: Decision["waitsFor"]) {
  switch (verdict) {
    case "delayed":
      return `delayed_${waitsFor ?? "team"}` as const;
    case "missed":
    case "on_its_way":
    case "paid":
    case "returned_by_bank":
    case "reversed":
    case "replaced":
      return verdict;
    case "skipped":
    case "held":
    case "failed":
    case "canceled":
      return "unknown";
  }
}

function OneButton({ decision }: { decision: Decision }) {
  const { t } = useTranslation("decisions");
  const { reasons, payoutItemId, periodKey, verdict } = decision;
  const [first] = reasons;
  if (verdict === "returned_by_bank") return <ButtonLink to="/get-paid">{t("actions.checkBank")}</ButtonLink>;
  if (first !== undefined && !isToldWithoutReason(decision))
    return <ReasonButton reason={first} payoutItemId={payoutItemId} periodKey={periodKey} />;
  if (payoutItemId === null) {
    return (
      <ButtonLink to="/" variant="default">
        {t("actions.seeNext")}
      </ButtonLink>
    );
  }
  return (
    <ButtonLink to="/payouts/$payoutItemId" params={{ payoutItemId }} variant="default">
      {t("actions.seePayout")}
    </ButtonLink>
  );
}
