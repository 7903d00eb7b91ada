import { Skeleton, Text } from "@mantine/core";
import { formatWeekday } from "@payrun/catalogue/browser";
import { Amount, EmptyState, QueryView, Section, useViewer } from "@payrun/ui";
import { IconHourglass } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type ApiClient, useTRPC } from "../../../app/trpc.ts";
import { usePayoutDay } from "../../payouts/use-payout-day.ts";
import classes from "./money.module.css";

type Releases = Awaited<ReturnType<ApiClient["home"]["releases"]["query"]>>;
type Release = Releases["releases"][number];

/** When held money becomes available, day by day, and with which payout it goes. */
export function ReleaseTimeline({ holdDays }: { holdDays: number | undefined }) {
  const { t } = useTranslation("home");
  const trpc = useTRPC();
  const releases = useQuery(trpc.home.releases.queryOptions());
  return (
    <Section title={t("releases.title")} description={t("releases.description")}>
      <QueryView query={releases} skeleton={<Skeleton height={120} />}>
        {(data) =>
          data.releases.length === 0 ? (
            <EmptyState
              icon={IconHourglass}
              title={t("releases.emptyTitle")}
              text={holdDays === undefined ? null : t("releases.emptyText", { count: holdDays })}
            />
          ) : (
            <Days data={data} />
          )
        }
      </QueryView>
    </Section>
  );
}

function Days({ data: { releases, held } }: { data: Releases }) {
  const { t } = useTranslation("home");
  const byDay = Map.groupBy(releases, ({ day }) => day);
  return (
    <>
      <ol className={classes["days"]}>
        {[...byDay].map(([day, parts]) => (
          <li key={day} className={classes["day"]}>
            <p className={classes["dayName"]}>{day === null ? t("releases.later") : <Day day={day} />}</p>
            <ul className={classes["parts"]}>
              {parts.map((part) => (
                <Part key={`${part.currency} ${part.payout?.periodKey ?? ""}`} part={part} />
              ))}
            </ul>
          </li>
        ))}
      </ol>
      <p className={classes["heldInAll"]}>
        <span>{t("releases.heldInAll")}</span>
        <span className={classes["amounts"]}>
          {held.map(({ currency, amountMinor }) => (
            <Amount key={currency} {...{ amountMinor, currency }} />
          ))}
        </span>
      </p>
    </>
  );
}

function Day({ day }: { day: string }) {
  const { locale } = useViewer();
  const at = new Date(`${day}T00:00:00Z`);
  return <time dateTime={day}>{formatWeekday(locale, at, "UTC")}</time>;
}

function Part({ part: { currency, amountMinor, earningCount, payout } }: { part: Release }) {
  const { t } = useTranslation("home");
  const payoutDay = usePayoutDay();
  return (
    <li className={classes["part"]}>
      <Text span size="sm" c="dimmed">
        {t("releases.earnings", { count: earningCount })}
        {payout === null ? null : t("releases.goesWith", { day: payoutDay(payout.periodKey) })}
      </Text>
      <span className={classes["partAmount"]}>
        <Amount {...{ amountMinor, currency }} />
      </span>
    </li>
  );
}
