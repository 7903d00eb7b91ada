import { Button, Card, Group, SegmentedControl } from "@mantine/core";
import { DoneNote, EmptyState, LoadMore, PageTitle, QueryView, RefusalAlert } from "@payrun/ui";
import { IconBell } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { RealLink } from "../../app/real-link.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { NotificationItem } from "./notification-item.tsx";
import classes from "./notifications.module.css";
import { notificationsSearch } from "./notifications-search.ts";
import { useMarkRead } from "./use-mark-read.ts";

/** Everything that a creator was told, the newest first. */
export function NotificationsPage() {
  const { t } = useTranslation("notifications");
  return (
    <>
      <PageTitle title={t("title")} description={t("lead")} />
      <Group justify="space-between" align="flex-start" gap="sm" mb="lg">
        <ReadFilter />
        <MarkAllRead />
      </Group>
      <NotificationList />
    </>
  );
}

function ReadFilter() {
  const { t } = useTranslation("notifications");
  const { show } = useSearch({ from: "/shell/member/creator/notifications" });
  const navigate = useNavigate({ from: "/notifications" });
  return (
    <SegmentedControl
      aria-label={t("filter")}
      value={show ?? "all"}
      data={[
        { value: "all", label: t("all") },
        { value: "unread", label: t("unread") },
      ]}
      onChange={(chosen) => void navigate({ search: notificationsSearch({ show: chosen }), replace: true })}
    />
  );
}

function MarkAllRead() {
  const { t } = useTranslation("notifications");
  const trpc = useTRPC();
  const { data } = useQuery(trpc.notifications.unreadCount.queryOptions());
  const markRead = useMarkRead();
  const isNothingUnread = data?.unreadCount === 0;
  return (
    <div className={classes["markAll"]}>
      <Button
        variant="default"
        aria-disabled={isNothingUnread || markRead.isPending}
        onClick={() => (isNothingUnread || markRead.isPending ? undefined : markRead.mutate({ all: true }))}
      >
        {t("markAllRead")}
      </Button>
      <DoneNote>{markRead.isSuccess && isNothingUnread ? t("allRead") : null}</DoneNote>
      <RefusalAlert error={markRead.error} />
    </div>
  );
}

function NotificationList() {
  const { t } = useTranslation("notifications");
  const trpc = useTRPC();
  const { show } = useSearch({ from: "/shell/member/creator/notifications" });
  const unreadOnly = show === "unread";
  const list = useInfiniteQuery(
    trpc.notifications.list.infiniteQueryOptions(
      { unreadOnly },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  );
  return (
    <QueryView query={list}>
      {({ pages }) => {
        const rows = pages.flatMap((page) => page.rows);
        if (rows.length === 0) {
          return (
            <EmptyState
              icon={IconBell}
              title={t(unreadOnly ? "noUnreadTitle" : "emptyTitle")}
              text={t(unreadOnly ? "noUnreadText" : "emptyText")}
              action={
                <RealLink to="/settings" hash="notifications">
                  {t("settings")}
                </RealLink>
              }
            />
          );
        }
        return (
          <>
            <Card>
              <ul className={classes["list"]}>
                {rows.map((row) => (
                  <NotificationItem key={row.notificationId} notification={row} />
                ))}
              </ul>
            </Card>
            <LoadMore query={list} shownCount={rows.length} />
          </>
        );
      }}
    </QueryView>
  );
}
