import { payoutLineWords } from "@payrun/catalogue/browser";
import { Amount, Instant, LoadMore, QueryView, ResponsiveTable, Section, type Column } from "@payrun/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { RealLink } from "../../../app/real-link.tsx";
import { useTRPC } from "../../../app/trpc.ts";
import type { PayoutDetail, PayoutLine } from "../payout-data.ts";
import classes from "../payouts.module.css";
import { AddsUp } from "./adds-up.tsx";

const PAGE_LINES = 100;

/** What a payout is made of: the sum by kind, and every line with the balance after it. */
export function LinesSection({ payout: { payoutItemId, currency } }: { payout: PayoutDetail }) {
  const { t } = useTranslation(["payouts", "statement"]);
  const trpc = useTRPC();
  const columns = useLineColumns(currency);
  const lines = useInfiniteQuery(
    trpc.payouts.lines.infiniteQueryOptions(
      { payoutItemId, limit: PAGE_LINES },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  );
  return (
    <Section title={t("linesTitle")} description={t("linesLead")}>
      <QueryView query={lines}>
        {({ pages }) => {
          const statement = pages[0]?.statement;
          const rows = pages.flatMap((page) => page.rows);
          if (statement === undefined || statement.reservedAt === null) return t("statement:nothingReserved");
          return (
            <>
              <AddsUp statement={statement} />
              {rows.length === 0 ? (
                t("noLines")
              ) : (
                <>
                  <ResponsiveTable
                    caption={t("linesTable")}
                    columns={columns}
                    rows={rows}
                    rowKey={({ entryId }) => String(entryId)}
                  />
                  <LoadMore query={lines} shownCount={rows.length} />
                </>
              )}
            </>
          );
        }}
      </QueryView>
    </Section>
  );
}

function useLineColumns(currency: string): readonly Column<PayoutLine>[] {
  const { t } = useTranslation("payouts");
  return [
    {
      key: "what",
      header: t("lineColumns.what"),
      names: "row",
      cell: (line) => <What line={line} currency={currency} />,
    },
    { key: "when", header: t("lineColumns.when"), cell: ({ at }) => <Instant at={at} utc="hint" /> },
    {
      key: "amount",
      header: t("lineColumns.amount"),
      align: "end",
      cell: ({ amountMinor }) => <Amount amountMinor={amountMinor} currency={currency} />,
    },
    {
      key: "balance",
      header: t("lineColumns.balance"),
      align: "end",
      cell: ({ balanceMinor }) => <Amount amountMinor={balanceMinor} currency={currency} />,
    },
  ];
}

function What({ line, currency }: { line: PayoutLine; currency: string }) {
  const { i18n } = useTranslation();
  const { title, split } = payoutLineWords(i18n, { ...line, currency });
  return (
    <>
      <WhatItIs line={line} title={title} />
      {split === null ? null : <span className={classes["quiet"]}>{split}</span>}
    </>
  );
}

/** Its name, as the way to the earning or the payout that it is about. */
function WhatItIs({ line, title }: { line: PayoutLine; title: string }) {
  const { returnedPayoutItemId: payoutItemId, earningId } = line;
  if (payoutItemId !== null) {
    return (
      <RealLink to="/payouts/$payoutItemId" params={{ payoutItemId }}>
        {title}
      </RealLink>
    );
  }
  if (earningId === null) return title;
  return (
    <RealLink to="/earnings" search={{ earning: earningId }}>
      {title}
    </RealLink>
  );
}
