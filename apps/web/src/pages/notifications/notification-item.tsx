import { Button, Text, Title } from "@mantine/core";
import { Instant, RefusalAlert } from "@payrun/ui";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { RealLink } from "../../app/real-link.tsx";
import type { ApiClient } from "../../app/trpc.ts";
import { NotificationIcon } from "./notification-icon.tsx";
import classes from "./notifications.module.css";
import { useMarkRead } from "./use-mark-read.ts";
import { useNotificationWords } from "./use-notification-words.ts";

type Notification = Awaited<ReturnType<ApiClient["notifications"]["list"]["query"]>>["rows"][number];

/** One notification: what happened, when, and where to go. Going there is reading it. */
export function NotificationItem({ notification }: { notification: Notification }) {
  const { t } = useTranslation("notifications");
  const words = useNotificationWords();
  const markRead = useMarkRead();
  const heading = useRef<HTMLHeadingElement>(null);
  const { notificationId, createdAt, readAt } = notification;
  const { title, text, link } = words(notification);
  const isUnread = readAt === null;
  const read = () =>
    isUnread && !markRead.isPending ? markRead.mutate({ notificationIds: [notificationId] }) : undefined;
  return (
    <li className={classes["item"]} data-unread={isUnread}>
      <NotificationIcon kind={notification.kind} />
      <article aria-labelledby={`notification-${notificationId}`}>
        <div className={classes["head"]}>
          <Title
            order={2}
            size="h4"
            id={`notification-${notificationId}`}
            ref={heading}
            tabIndex={-1}
            dir="auto"
          >
            {title}
          </Title>
          {isUnread ? <span className={classes["unread"]}>{t("isUnread")}</span> : null}
        </div>
        <Text c="dimmed" size="sm" mb={4}>
          <Instant at={createdAt} />
        </Text>
        <Text maw="44rem" className={classes["text"] ?? ""} dir="auto">
          {text}
        </Text>
        <div className={classes["actions"]}>
          <RealLink to={link.path} onClick={read}>
            {link.label}
          </RealLink>
          {isUnread ? (
            <Button
              variant="subtle"
              size="compact-sm"
              px={0}
              aria-label={`${t("markRead")}: ${title}`}
              aria-disabled={markRead.isPending}
              onClick={() => {
                read();
                // The button goes away with what it says: the focus stays with the notification.
                heading.current?.focus();
              }}
            >
              {t("markRead")}
            </Button>
          ) : null}
        </div>
        <RefusalAlert error={markRead.error} />
      </article>
    </li>
  );
}
