import { Skeleton, Stack } from "@mantine/core";
import { formatInstant } from "@payrun/catalogue/browser";
import { PageTitle, QueryView, useViewer, WhenSeen } from "@payrun/ui";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { useTRPC } from "../../app/trpc.ts";
import { AttentionList } from "./attention/attention-list.tsx";
import classes from "./home.module.css";
import { Balances } from "./money/balances.tsx";
import { ReleaseTimeline } from "./money/release-timeline.tsx";
import { UnderWay } from "./money/under-way.tsx";
import { NextPayout } from "./next-payout/next-payout.tsx";

const EarningsByDay = lazy(async () => ({
  default: (await import("./by-day/earnings-by-day.tsx")).EarningsByDay,
}));

/** How much, when, and if not, why not. */
export function HomePage() {
  const { t } = useTranslation("home");
  const { locale, timeZone } = useViewer();
  const trpc = useTRPC();
  const summary = useQuery(trpc.home.summary.queryOptions());
  const asOf =
    summary.data &&
    t("asOf", { instant: formatInstant(locale, summary.data.asOf, timeZone), zone: timeZone });
  return (
    <>
      <PageTitle title={t("title")} description={asOf} />
      <Stack gap="lg">
        <AttentionList part="urgent" />
        <QueryView query={summary} skeleton={<Skeleton height={320} radius="lg" />}>
          {({ asOf: now, balances, next, batch, underWay }) => (
            <>
              <div className={classes["firstGlance"]} data-currencies={balances.length > 1 ? "many" : "one"}>
                <NextPayout next={next} asOf={now} />
                <Balances balances={balances} />
              </div>
              <UnderWay batch={batch} payouts={underWay} />
            </>
          )}
        </QueryView>
        <AttentionList part="other" />
        <ReleaseTimeline holdDays={summary.data?.next.holdDays} />
        {summary.data === undefined ? null : <ByDay />}
      </Stack>
    </>
  );
}

/** Far down, and heavier than all the rest: fetched when somebody comes near. */
function ByDay() {
  const room = <Skeleton height={420} radius="lg" />;
  return (
    <WhenSeen placeholder={room}>
      <Suspense fallback={room}>
        <EarningsByDay />
      </Suspense>
    </WhenSeen>
  );
}
