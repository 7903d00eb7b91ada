import { Text } from "@mantine/core";
import { formatCount } from "@payrun/catalogue/browser";
import {
  CopyButton,
  EmptyState,
  LoadMore,
  PageTitle,
  QueryView,
  ResponsiveTable,
  Section,
  useViewer,
  type Column,
} from "@payrun/ui";
import { IconUsers } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ButtonLink } from "../../app/real-link.tsx";
import { useMe } from "../../app/session/me.ts";
import { useTRPC, type ApiClient } from "../../app/trpc.ts";
import { PersonLink } from "../fans/person-link.tsx";
import { Since } from "../fans/since.tsx";

type Follower = Awaited<ReturnType<ApiClient["follows"]["followers"]["query"]>>["rows"][number];

/** Who follows the creator who looks. Each name leads to that person's public profile. */
export function FollowersPage() {
  const { t } = useTranslation("profiles");
  const { locale } = useViewer();
  const trpc = useTRPC();
  const columns = useColumns();
  const followers = useInfiniteQuery(
    trpc.follows.followers.infiniteQueryOptions({}, { getNextPageParam: (page) => page.nextCursor }),
  );
  const total = followers.data?.pages[0]?.total ?? 0;
  const description =
    total > 0 ? t("followers.count", { count: total, followers: formatCount(locale, total) }) : undefined;
  return (
    <>
      <PageTitle title={t("followers.title")} description={description}>
        <OwnProfileLink />
      </PageTitle>
      <QueryView query={followers}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.rows);
          return rows.length === 0 ? (
            <NoFollowers />
          ) : (
            <Section title={t("followers.caption")}>
              <ResponsiveTable
                caption={t("followers.caption")}
                columns={columns}
                rows={rows}
                rowKey={(row) => row.fanId}
              />
              <LoadMore query={followers} shownCount={rows.length} />
            </Section>
          );
        }}
      </QueryView>
    </>
  );
}

function useColumns(): readonly Column<Follower>[] {
  const { t } = useTranslation("profiles");
  return [
    {
      key: "name",
      header: t("followers.name"),
      names: "row",
      cell: (row) => (
        <>
          <PersonLink {...row} />
          {row.handle === null ? null : (
            <Text span size="sm" c="dimmed">
              {" "}
              {t("followers.creator")}
            </Text>
          )}
        </>
      ),
    },
    {
      key: "since",
      header: t("followers.since"),
      align: "end",
      cell: ({ since }) => <Since at={since} />,
    },
  ];
}

function NoFollowers() {
  const { t } = useTranslation("profiles");
  const { creator } = useMe();
  if (creator === null) return null;
  const address = `${window.location.origin}/creators/${encodeURIComponent(creator.handle)}`;
  return (
    <EmptyState
      icon={IconUsers}
      title={t("followers.emptyTitle")}
      text={t("followers.emptyText")}
      action={<CopyButton text={address} what={t("followers.profileAddress")} />}
    />
  );
}

function OwnProfileLink() {
  const { t } = useTranslation("profiles");
  const { creator } = useMe();
  return creator === null ? null : (
    <ButtonLink to="/creators/$handle" params={{ handle: creator.handle }} variant="default">
      {t("followers.toProfile")}
    </ButtonLink>
  );
}
