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
import { useTranslation } from "react-i18next";
import { ButtonLink, RealLink } from "../../app/real-link.tsx";
import { useTRPC, type ApiClient } from "../../app/trpc.ts";
import { FollowButton } from "../creators/follow-button.tsx";
import { Since } from "../fans/since.tsx";

type Followed = Awaited<ReturnType<ApiClient["follows"]["following"]["query"]>>["rows"][number];

/** Whom the viewer follows. */
export function FollowingPage() {
  const { t } = useTranslation("profiles");
  const trpc = useTRPC();
  const columns = useColumns();
  const following = useInfiniteQuery(
    trpc.follows.following.infiniteQueryOptions({}, { getNextPageParam: (page) => page.nextCursor }),
  );
  return (
    <>
      <PageTitle title={t("following.title")} description={t("following.description")} />
      <QueryView query={following}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.rows);
          return rows.length === 0 ? (
            <EmptyState
              icon={IconUserCheck}
              title={t("following.emptyTitle")}
              text={t("following.emptyText")}
              action={<ButtonLink to="/creators">{t("following.find")}</ButtonLink>}
            />
          ) : (
            <Section title={t("following.caption")}>
              <ResponsiveTable
                caption={t("following.caption")}
                columns={columns}
                rows={rows}
                rowKey={(row) => row.handle}
              />
              <LoadMore query={following} shownCount={rows.length} />
            </Section>
          );
        }}
      </QueryView>
    </>
  );
}

function useColumns(): readonly Column<Followed>[] {
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
      // Whoever is no longer followed stays in sight until the list is opened anew: a slip can be put right.
      cell: (row) => <FollowButton {...row} isFollowed />,
    },
  ];
}
