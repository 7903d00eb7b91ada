import { Text } from "@mantine/core";
import {
  EmptyState,
  LoadMore,
  PageTitle,
  QueryView,
  ResponsiveTable,
  Section,
  type Column,
} from "@payrun/ui";
import { IconUserCheck } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ButtonLink, RealLink } from "../../app/real-link.tsx";
import { useTRPC, type ApiClient } from "../../app/trpc.ts";
import { FollowButton } from "../creators/follow-button.tsx";
import { Since } from "../fans/since.tsx";
import { useStaying } from "./use-staying.ts";

type Followed = Awaited<ReturnType<ApiClient["follows"]["following"]["query"]>>["rows"][number];

/** Whom the viewer follows. */
export function FollowingPage() {
  const { t } = useTranslation("profiles");
  const trpc = useTRPC();
  const following = useInfiniteQuery(
    trpc.follows.following.infiniteQueryOptions({}, { getNextPageParam: (page) => page.nextCursor }),
  );
  return (
    <>
      <PageTitle title={t("following.title")} description={t("following.description")} />
      <QueryView query={following}>
        {({ pages }) => (
          <FollowedList pages={pages}>
            <LoadMore query={following} shownCount={pages.flatMap(({ rows }) => rows).length} />
          </FollowedList>
        )}
      </QueryView>
    </>
  );
}

type FollowedListProps = {
  readonly pages: readonly { readonly rows: readonly Followed[] }[];
  /** Below the list. */
  readonly children: ReactNode;
};

/** Whoever is no longer followed stays in sight until the page is left: a slip can be put right. */
function FollowedList({ pages, children }: FollowedListProps) {
  const { t } = useTranslation("profiles");
  const followed = useMemo(() => pages.flatMap((page) => page.rows), [pages]);
  const rows = useStaying(followed, handleOf);
  const columns = useColumns(followed);
  if (rows.length === 0) {
    return (
      <EmptyState
        icon={IconUserCheck}
        title={t("following.emptyTitle")}
        text={t("following.emptyText")}
        action={<ButtonLink to="/creators">{t("following.find")}</ButtonLink>}
      />
    );
  }
  return (
    <Section title={t("following.caption")}>
      <ResponsiveTable caption={t("following.caption")} columns={columns} rows={rows} rowKey={handleOf} />
      {children}
    </Section>
  );
}

function handleOf({ handle }: Followed): string {
  return handle;
}

/** @param followed as the API says it now: somebody who is shown may no longer be among them. */
function useColumns(followed: readonly Followed[]): readonly Column<Followed>[] {
  const { t } = useTranslation("profiles");
  return [
    {
      key: "name",
      header: t("following.name"),
      names: "row",
      cell: ({ handle, displayName }) => (
        <>
          <RealLink to="/creators/$handle" params={{ handle }}>
            <bdi>{displayName}</bdi>
          </RealLink>
          <Text span display="block" size="sm" c="dimmed">
            <bdi>{handle}</bdi>
          </Text>
        </>
      ),
    },
    {
      key: "since",
      header: t("following.since"),
      cell: ({ since }) => <Since at={since} />,
    },
    {
      key: "action",
      header: t("following.action"),
      align: "end",
      cell: (row) => (
        <FollowButton {...row} isFollowed={followed.some(({ handle }) => handle === row.handle)} />
      ),
    },
  ];
}
