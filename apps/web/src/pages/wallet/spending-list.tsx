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
import { ButtonLink, RealLink } from "../../app/real-link.tsx";
import { useTRPC, type ApiClient } from "../../app/trpc.ts";
import { useTokenWords } from "./use-token-words.ts";

type Spending = Awaited<ReturnType<ApiClient["wallet"]["spending"]["query"]>>["rows"][number];

/** The tips and calls that the viewer's tokens paid. */
export function SpendingList() {
  const { t } = useTranslation("wallet");
  const trpc = useTRPC();
  const columns = useSpendingColumns();
  const spending = useInfiniteQuery(
    trpc.wallet.spending.infiniteQueryOptions({ limit: 10 }, { getNextPageParam: (page) => page.nextCursor }),
  );
  return (
    <Section title={t("spending.title")}>
      <QueryView query={spending}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.rows);
          return rows.length === 0 ? (
            <EmptyState
              title={t("spending.emptyTitle")}
              text={t("spending.emptyText")}
              action={<ButtonLink to="/creators">{t("spending.findCreators")}</ButtonLink>}
            />
          ) : (
            <>
              <ResponsiveTable
                caption={t("spending.caption")}
                columns={columns}
                rows={rows}
                rowKey={(row) => row.id}
              />
              <LoadMore query={spending} shownCount={rows.length} />
            </>
          );
        }}
      </QueryView>
    </Section>
  );
}

function useSpendingColumns(): readonly Column<Spending>[] {
  const { t } = useTranslation("wallet");
  const { locale } = useViewer();
  return [
    { key: "what", header: t("spending.what"), names: "row", cell: (row) => <What row={row} /> },
    {
      key: "when",
      header: t("spending.when"),
      cell: ({ spentAt }) => <Instant at={spentAt} utc="hint" />,
    },
    {
      key: "tokens",
      header: t("spending.tokens"),
      align: "end",
      cell: ({ tokens }) => formatCount(locale, tokens),
    },
    {
      key: "amount",
      header: t("spending.amount"),
      align: "end",
      cell: ({ grossMinor, currency }) => <Amount amountMinor={grossMinor} currency={currency} />,
    },
  ];
}

function What({ row }: { row: Spending }) {
  const { t } = useTranslation("wallet");
  const words = useTokenWords();
  return (
    <>
      <RealLink to="/creators/$handle" params={{ handle: row.handle }}>
        {t(`spending.${row.sourceType}`, { name: row.displayName })}
      </RealLink>
      {row.message === null ? null : (
        <Text component="span" display="block" size="sm" c="dimmed" dir="auto">
          {row.message}
        </Text>
      )}
      {row.reversedMinor === 0n ? null : (
        <Text component="span" display="block" size="sm" c="dimmed">
          {t("spending.givenBack", { money: words.money(row.reversedMinor, row.currency) })}
        </Text>
      )}
    </>
  );
}
