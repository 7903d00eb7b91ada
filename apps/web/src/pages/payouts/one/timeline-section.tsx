import { VisuallyHidden } from "@mantine/core";
import { formatAmount, formatDay } from "@payrun/catalogue/browser";
import { Instant, Section, useViewer } from "@payrun/ui";
import { IconAlertTriangle, IconCheck, IconClock, IconPoint, type TablerIcon } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { PayoutDetail } from "../payout-data.ts";
import classes from "../payouts.module.css";

type Step = PayoutDetail["timeline"][number];

const icons = {
  done: IconCheck,
  now: IconClock,
  expected: IconPoint,
  stopped: IconAlertTriangle,
} as const satisfies Record<Step["status"], TablerIcon>;

/** Where a payout has been, is and goes, and what was tried. */
export function TimelineSection({ payout: { timeline, attempts, currency } }: { payout: PayoutDetail }) {
  const { t } = useTranslation("payouts");
  return (
    <Section title={t("timelineTitle")}>
      <ol className={classes["timeline"]}>
        {timeline.map((step) => (
          <TimelineStep key={step.step} step={step} currency={currency} />
        ))}
      </ol>
      {attempts.length > 1 ? <Attempts attempts={attempts} /> : null}
    </Section>
  );
}

function TimelineStep({ step, currency }: { step: Step; currency: string }) {
  const { t } = useTranslation("payouts");
  const { locale } = useViewer();
  const { step: name, status, amountMinor } = step;
  const Icon = icons[status];
  return (
    <li className={classes["step"]} data-status={status} aria-current={status === "now" ? "step" : undefined}>
      <span data-icon aria-hidden>
        <Icon size={15} stroke={2.2} />
      </span>
      <div>
        <VisuallyHidden>{t(`stepStatus.${status}`)}: </VisuallyHidden>
        <span className={classes["stepName"]}>{t(`steps.${name}`)}</span>
        {amountMinor === null ? null : <> · {formatAmount(locale, { amountMinor, currency })}</>}
        <span className={classes["quiet"]}>
          <When step={step} />
        </span>
      </div>
    </li>
  );
}

function When({ step: { step, status, at } }: { step: Step }) {
  const { t } = useTranslation("payouts");
  const { locale } = useViewer();
  if (at === null) return <>{t(status === "expected" ? "notYet" : "timeUnknown")}</>;
  // Banks name a day, not an instant.
  const isOfBank = step === "in_bank" || step === "returned_by_bank";
  if (!isOfBank) return <Instant at={at} />;
  const day = formatDay(locale, at, "UTC");
  return <>{status === "expected" ? t("expectedBy", { day }) : day}</>;
}

function Attempts({ attempts }: { attempts: PayoutDetail["attempts"] }) {
  const { t } = useTranslation("payouts");
  return (
    <details>
      <summary>{t("attemptsTitle", { count: attempts.length })}</summary>
      <ul>
        {attempts.map(({ attemptNo, outcome, sentAt }) => (
          <li key={attemptNo}>
            {t("attemptNo", { no: attemptNo })}
            {sentAt === null ? null : (
              <>
                {" · "}
                <Instant at={sentAt} />
              </>
            )}
            {" · "}
            {t(`attempts.${outcome}`)}
          </li>
        ))}
      </ul>
    </details>
  );
}
