import { Text } from "@mantine/core";
import { formatCount } from "@payrun/catalogue/browser";
import {
  Amount,
  EmptyState,
  Instant,
  LoadMore,
  QueryView,
  ResponsiveTable,
  Section,
  useViewer,
  type Column,
} from "@payrun/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useTRPC, type ApiClient } from "../../app/trpc.ts";
import { useTokenWords } from "./use-token-words.ts";

type Purchase = Awaited<ReturnType<ApiClient["wallet"]["purchases"]["query"]>>["rows"][number];

/** The tokens that the viewer bought at the host platform. */
export function PurchaseList() {
  const { t } = useTranslation("wallet");
  const trpc = useTRPC();
  const columns = usePurchaseColumns();
  const purchases = useInfiniteQuery(
    trpc.wallet.purchases.infiniteQueryOptions(
      { limit: 10 },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  );
  return (
    <Section title={t("purchases.title")}>
      <QueryView query={purchases}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.rows);
          return rows.length === 0 ? (
            <EmptyState title={t("purchases.emptyTitle")} text={t("purchases.emptyText")} />
          ) : (
            <>
              <ResponsiveTable
                caption={t("purchases.caption")}
                columns={columns}
                rows={rows}
                rowKey={(row) => row.id}
              />
              <LoadMore query={purchases} shownCount={rows.length} />
            </>
          );
        }}
      </QueryView>
    </Section>
  );
}

function usePurchaseColumns(): readonly Column<Purchase>[] {
  const { t } = useTranslation("wallet");
  const { locale } = useViewer();
  const words = useTokenWords();
  return [
    {
      key: "when",
      header: t("purchases.when"),
      names: "row",
      cell: ({ purchasedAt }) => <Instant at={purchasedAt} utc="hint" />,
    },
    {
      key: "tokens",
      header: t("purchases.tokens"),
      align: "end",
      cell: ({ tokens }) => formatCount(locale, tokens),
    },
    {
      key: "amount",
      header: t("purchases.amount"),
      align: "end",
      cell: ({ amountMinor, reversedMinor, currency }) => (
        <>
          <Amount amountMinor={amountMinor} currency={currency} />
          {reversedMinor === 0n ? null : (
            <Text component="span" display="block" size="sm" c="dimmed">
              {t("purchases.givenBack", { money: words.money(reversedMinor, currency) })}
            </Text>
          )}
        </>
      ),
    },
  ];
}
