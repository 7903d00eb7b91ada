import { Center, Skeleton, Stack } from "@mantine/core";
import { EmptyState, LoadMore, QueryView, ResponsiveTable, Section } from "@payrun/ui";
import { IconCoins, IconFilterOff } from "@tabler/icons-react";
import { hashKey, keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ButtonLink, RealLink } from "../../../app/real-link.tsx";
import { useMe } from "../../../app/session/me.ts";
import { useTRPC } from "../../../app/trpc.ts";
import {
  earningsSearch,
  filterOf,
  isFiltered,
  type EarningsFilter,
  type EarningsSearch,
} from "../earnings-search.ts";
import { useEarningColumns } from "./use-earning-columns.tsx";

const PAGE_ROWS = 50;
/** What changes asks anew for all that is shown: of a hundred thousand, no more than this stands on one page. */
const SHOWN_MAX = 500;

type EarningListProps = {
  readonly filter: EarningsFilter;
  /** Where it begins; undefined: with the newest. */
  readonly before: string | undefined;
};

/** What passes the filter, newest first, page by page; after many of them, the list goes on at an address of its own. */
export function EarningList({ filter, before }: EarningListProps) {
  const { t } = useTranslation("earnings");
  const trpc = useTRPC();
  const list = useInfiniteQuery({
    ...trpc.earnings.list.infiniteQueryOptions(
      { ...filterOf(filter), limit: PAGE_ROWS },
      { getNextPageParam: (page) => page.nextCursor, initialCursor: before ?? null },
    ),
    // Where it begins is not in the key that tRPC makes: each beginning is a list of its own.
    queryKeyHashFn: (key) => hashKey([key, before ?? null]),
    placeholderData: keepPreviousData,
  });
  const columns = useEarningColumns(list.data?.pages[0]?.asOf);
  return (
    <Section title={t("table.caption")} actions={before === undefined ? null : <NewestLink />}>
      <QueryView query={list} skeleton={<Rows />}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.rows);
          if (rows.length === 0) return <Nothing filter={filter} />;
          const isFull = rows.length >= SHOWN_MAX;
          return (
            <>
              <ResponsiveTable
                caption={t("table.caption")}
                columns={columns}
                rows={rows}
                rowKey={({ earningId }) => earningId}
              />
              <LoadMore query={isFull ? { ...list, hasNextPage: false } : list} shownCount={rows.length} />
              {isFull ? <EarlierLink before={pages.at(-1)?.nextCursor ?? null} /> : null}
            </>
          );
        }}
      </QueryView>
    </Section>
  );
}

function NewestLink() {
  const { t } = useTranslation("earnings");
  return (
    <RealLink to="/earnings" search={(shown) => withoutPlace(earningsSearch(shown))}>
      {t("table.newest")}
    </RealLink>
  );
}

/** Null: there is nothing earlier. */
function EarlierLink({ before }: { before: string | null }) {
  const { t } = useTranslation("earnings");
  if (before === null) return null;
  return (
    <Center mt="sm">
      <ButtonLink to="/earnings" search={(shown) => ({ ...earningsSearch(shown), before })} variant="default">
        {t("table.earlier")}
      </ButtonLink>
    </Center>
  );
}

function withoutPlace(shown: EarningsSearch): EarningsSearch {
  const { before: _place, ...filter } = shown;
  return filter;
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
