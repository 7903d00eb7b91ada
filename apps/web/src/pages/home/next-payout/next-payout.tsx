import { Stack, Text } from "@mantine/core";
import { formatDay, formatInstant } from "@payrun/catalogue/browser";
import { Countdown, Section, useViewer } from "@payrun/ui";
import { useTranslation } from "react-i18next";
import type { Estimate, NextPayoutData } from "../summary-data.ts";
import { BalanceByThen } from "./balance-by-then.tsx";
import { CurrencyEstimate } from "./currency-estimate.tsx";
import { InTheWay, stopsOf } from "./in-the-way.tsx";
import classes from "./next-payout.module.css";

/** When she is paid next, how much that would be, and if nothing, why not. */
export function NextPayout({ next, asOf }: { next: NextPayoutData; asOf: Date }) {
  const { t } = useTranslation("home");
  const { locale, timeZone } = useViewer();
  const { periodKey, scheduledFor, earnedBy, holdDays, hasPassed, estimates } = next;
  const shown = worthShowing(estimates);
  const isStopped = shown.every((estimate) => stopsOf(estimate).length > 0);
  const instant = (at: Date) => {
    const inZone = formatInstant(locale, at, timeZone);
    return timeZone === "UTC" ? inZone : `${inZone} (${formatInstant(locale, at, "UTC")})`;
  };
  return (
    <Section title={t("next.title")}>
      <Stack gap="md">
        <div>
          <p className={classes["date"]}>
            <time dateTime={scheduledFor.toISOString()}>
              {formatDay(locale, new Date(`${periodKey}T00:00:00Z`), "UTC")}
            </time>
            <span className={classes["countdown"]}>
              {hasPassed ? t("next.isHere") : <Countdown until={scheduledFor} asOf={asOf} />}
            </span>
          </p>
          <Text size="sm" c="dimmed">
            {instant(scheduledFor)}
          </Text>
        </div>
        {isStopped ? <Stopped estimates={shown} /> : <Estimates estimates={shown} />}
        <div className={classes["cutoff"]}>
          <p>{t("next.earnedBy", { instant: instant(earnedBy) })}</p>
          <Text size="sm" c="dimmed">
            {t("next.earnedByHint", { count: holdDays })}
          </Text>
        </div>
      </Stack>
    </Section>
  );
}

function Estimates({ estimates }: { estimates: readonly Estimate[] }) {
  return (
    <>
      <div className={classes["currencies"]}>
        {estimates.map((estimate) => (
          <CurrencyEstimate key={estimate.currency} estimate={estimate} />
        ))}
      </div>
      <InTheWay estimates={estimates} />
    </>
  );
}

/** Whatever the money says, she is not paid: why comes first, then what is not. */
function Stopped({ estimates }: { estimates: readonly Estimate[] }) {
  const { t } = useTranslation("home");
  return (
    <>
      <p className={classes["estimate"]} data-paid={false}>
        {t("next.nothing")}
      </p>
      <InTheWay estimates={estimates} />
      <div className={classes["currencies"]}>
        {estimates.map((estimate) => (
          <BalanceByThen key={estimate.currency} estimate={estimate} />
        ))}
      </div>
    </>
  );
}

/** A currency in which nothing is to be said is left out, unless it is the only one. */
function worthShowing(estimates: NextPayoutData["estimates"]): NextPayoutData["estimates"] {
  const moving = estimates.filter(({ availableByThenMinor }) => availableByThenMinor !== 0n);
  return moving.length > 0 ? moving : estimates.slice(0, 1);
}
