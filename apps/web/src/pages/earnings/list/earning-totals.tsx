import { Skeleton } from "@mantine/core";
import { QueryView, Section } from "@payrun/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useTRPC } from "../../../app/trpc.ts";
import { AddsUp } from "../../home/by-day/adds-up.tsx";
import type { EarningSums } from "../earnings-data.ts";
import { filterOf, type EarningsFilter } from "../earnings-search.ts";
import classes from "./list.module.css";

/** The sums of all that passes the filter, not only of what is shown of it. */
export function EarningTotals({ filter }: { filter: EarningsFilter }) {
  const { t } = useTranslation("earnings");
  const trpc = useTRPC();
  const totals = useQuery({
    ...trpc.earnings.totals.queryOptions(filterOf(filter)),
    placeholderData: keepPreviousData,
  });
  if (totals.data?.totals.length === 0) return null;
  return (
    <Section title={t("totals.title")}>
      <QueryView query={totals} skeleton={<Skeleton height={64} />}>
        {(data) => (
          <div className={classes["totals"]}>
            {data.totals.map((sums) => (
              <CurrencyTotals key={sums.currency} sums={sums} />
            ))}
          </div>
        )}
      </QueryView>
    </Section>
  );
}

function CurrencyTotals({ sums }: { sums: EarningSums }) {
  const { t } = useTranslation("earnings");
  return (
    <div>
      <h3 className={classes["totalsTitle"]}>
        {t("totals.inCurrency", { currency: sums.currency })} · {t("totals.count", { count: sums.count })}
      </h3>
      <AddsUp sums={sums} />
    </div>
  );
}
