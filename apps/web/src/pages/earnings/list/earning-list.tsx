import { Skeleton, Stack } from "@mantine/core";
import { EmptyState, LoadMore, QueryView, ResponsiveTable, Section } from "@payrun/ui";
import { IconCoins, IconFilterOff } from "@tabler/icons-react";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { RealLink } from "../../../app/real-link.tsx";
import { useMe } from "../../../app/session/me.ts";
import { useTRPC } from "../../../app/trpc.ts";
import { filterOf, isFiltered, type EarningsFilter } from "../earnings-search.ts";
import { useEarningColumns } from "./use-earning-columns.tsx";

const PAGE_ROWS = 50;

/** What passes the filter, newest first, page by page. */
export function EarningList({ filter }: { filter: EarningsFilter }) {
  const { t } = useTranslation("earnings");
  const trpc = useTRPC();
  const list = useInfiniteQuery({
    ...trpc.earnings.list.infiniteQueryOptions(
      { ...filterOf(filter), limit: PAGE_ROWS },
      { getNextPageParam: (page) => page.nextCursor },
    ),
    placeholderData: keepPreviousData,
  });
  const columns = useEarningColumns(filter, list.data?.pages[0]?.asOf);
  return (
    <Section title={t("table.caption")}>
      <QueryView query={list} skeleton={<Rows />}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.rows);
          if (rows.length === 0) return <Nothing filter={filter} />;
          return (
            <>
              <ResponsiveTable
                caption={t("table.caption")}
                columns={columns}
                rows={rows}
                rowKey={({ earningId }) => earningId}
              />
              <LoadMore query={list} shownCount={rows.length} />
            </>
          );
        }}
      </QueryView>
    </Section>
  );
}

function Nothing({ filter }: { filter: EarningsFilter }) {
  const { t } = useTranslation("earnings");
  if (isFiltered(filter)) {
    return (
      <EmptyState icon={IconFilterOff} title={t("empty.filteredTitle")} text={t("empty.filteredText")} />
    );
  }
  return (
    <EmptyState
      icon={IconCoins}
      title={t("empty.noneTitle")}
      text={t("empty.noneText")}
      action={<ProfileLink />}
    />
  );
}

function ProfileLink() {
  const { t } = useTranslation("earnings");
  const { creator } = useMe();
  if (creator === null) return null;
  return (
    <RealLink to="/creators/$handle" params={{ handle: creator.handle }}>
      {t("empty.toProfile")}
    </RealLink>
  );
}

function Rows() {
  return (
    <Stack gap="sm">
      {["1", "2", "3", "4", "5", "6"].map((key) => (
        <Skeleton key={key} height={44} />
      ))}
    </Stack>
  );
}
