import { Amount, QueryView, Section, Stat, StatGroup } from "@payrun/ui";
import { formatAmount } from "@payrun/catalogue/browser";
import { useViewer } from "@payrun/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { RealLink } from "../../../app/real-link.tsx";
import { useTRPC } from "../../../app/trpc.ts";
import type { PaidTotal } from "../payout-data.ts";

/** What was paid by year, each with its statement. Nothing while nothing was. */
export function PaidTotals() {
  const { t } = useTranslation("payouts");
  const trpc = useTRPC();
  const totals = useQuery(trpc.payouts.totals.queryOptions());
  if (totals.data?.totals.length === 0) return null;
  return (
    <Section title={t("totalsTitle")}>
      <QueryView query={totals}>
        {({ totals: years }) => (
          <StatGroup>
            {years.map((total) => (
              <YearTotal key={`${total.year} ${total.currency}`} total={total} />
            ))}
          </StatGroup>
        )}
      </QueryView>
    </Section>
  );
}

function YearTotal({ total: { year, currency, paidMinor, paidCount, returnedMinor } }: { total: PaidTotal }) {
  const { t } = useTranslation("payouts");
  const { locale } = useViewer();
  const amount = formatAmount(locale, { amountMinor: returnedMinor, currency });
  return (
    <Stat
      label={t("paidIn", { year: String(year) })}
      hint={
        <>
          {t("payoutCount", { count: paidCount })}
          {returnedMinor === 0n ? null : ` · ${t("cameBackOf", { amount })}`}
          <br />
          <RealLink to="/statements/$year" params={{ year: String(year) }}>
            {t("annualLink", { year: String(year) })}
          </RealLink>
        </>
      }
    >
      <Amount amountMinor={paidMinor} currency={currency} />
    </Stat>
  );
}
