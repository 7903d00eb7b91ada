import { formatAmount, formatDay } from "@payrun/catalogue/browser";
import {
  Amount,
  EmptyState,
  LoadMore,
  QueryView,
  ResponsiveTable,
  Section,
  useViewer,
  type Column,
} from "@payrun/ui";
import { IconReceipt } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ButtonLink, RealLink } from "../../../app/real-link.tsx";
import { useTRPC } from "../../../app/trpc.ts";
import { FileLinks } from "../file-links.tsx";
import type { PayoutRow } from "../payout-data.ts";
import { PayoutStateBadge } from "../payout-state-badge.tsx";
import classes from "../payouts.module.css";
import { usePayoutDay } from "../use-payout-day.ts";
import { PayoutFilters } from "./payout-filters.tsx";

/** Her payouts, newest first, that pass the filter of the address. */
export function PayoutList() {
  const { t } = useTranslation("payouts");
  const search = useSearch({ from: "/shell/member/creator/payouts" });
  const trpc = useTRPC();
  const payouts = useInfiniteQuery(
    trpc.payouts.list.infiniteQueryOptions(search, { getNextPageParam: (page) => page.nextCursor }),
  );
  const columns = usePayoutColumns();
  const isFiltered = Object.keys(search).length > 0;
  return (
    <Section title={t("table")}>
      {isFiltered || (payouts.data?.pages[0]?.rows.length ?? 1) > 0 ? <PayoutFilters /> : null}
      <QueryView query={payouts}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.rows);
          if (rows.length === 0) return isFiltered ? <NoMatch /> : <NoPayouts />;
          return (
            <>
              <ResponsiveTable
                caption={t("table")}
                columns={columns}
                rows={rows}
                rowKey={({ payoutItemId }) => payoutItemId}
              />
              <LoadMore query={payouts} shownCount={rows.length} />
            </>
          );
        }}
      </QueryView>
    </Section>
  );
}

function usePayoutColumns(): readonly Column<PayoutRow>[] {
  const { t } = useTranslation("payouts");
  const payoutDay = usePayoutDay();
  return [
    {
      key: "date",
      header: t("columns.date"),
      names: "row",
      cell: ({ payoutItemId, periodKey }) => (
        <RealLink to="/payouts/$payoutItemId" params={{ payoutItemId }}>
          {payoutDay(periodKey)}
        </RealLink>
      ),
    },
    { key: "state", header: t("columns.state"), cell: ({ state }) => <PayoutStateBadge state={state} /> },
    { key: "arrival", header: t("columns.arrival"), cell: (row) => <Arrival row={row} /> },
    { key: "amount", header: t("columns.amount"), align: "end", cell: (row) => <PaidAmount row={row} /> },
    {
      key: "files",
      header: t("columns.files"),
      align: "end",
      cell: ({ payoutItemId, periodKey }) => (
        <FileLinks
          path={`/api/files/payouts/${payoutItemId}`}
          csvName={t("csvOf", { day: payoutDay(periodKey) })}
          pdfName={t("pdfOf", { day: payoutDay(periodKey) })}
        />
      ),
    },
  ];
}

function Arrival({ row: { arrivalAt, state } }: { row: PayoutRow }) {
  const { t } = useTranslation("payouts");
  const { locale } = useViewer();
  if (arrivalAt === null) return <span aria-hidden>–</span>;
  // Banks name a day, not an instant: it is the same in every zone.
  const day = formatDay(locale, arrivalAt, "UTC");
  return <>{state === "in_bank" ? day : t("expected", { day })}</>;
}

function PaidAmount({ row: { amountMinor, reversedMinor, currency } }: { row: PayoutRow }) {
  const { t } = useTranslation("payouts");
  const { locale } = useViewer();
  return (
    <>
      <Amount amountMinor={amountMinor} currency={currency} />
      {reversedMinor === 0n ? null : (
        <span className={classes["quiet"]}>
          {t("cameBack", { amount: formatAmount(locale, { amountMinor: reversedMinor, currency }) })}
        </span>
      )}
    </>
  );
}

function NoPayouts() {
  const { t } = useTranslation("payouts");
  return (
    <EmptyState
      icon={IconReceipt}
      title={t("emptyTitle")}
      text={t("emptyText")}
      action={
        <ButtonLink to="/why" variant="default">
          {t("emptyAction")}
        </ButtonLink>
      }
    />
  );
}

function NoMatch() {
  const { t } = useTranslation("payouts");
  return <EmptyState title={t("noMatchTitle")} text={t("noMatchText")} />;
}
