import { VisuallyHidden } from "@mantine/core";
import { Instant, QueryView } from "@payrun/ui";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMarkRead } from "../../pages/notifications/use-mark-read.ts";
import { useNotificationWords } from "../../pages/notifications/use-notification-words.ts";
import { RealLink } from "../real-link.tsx";
import { useTRPC } from "../trpc.ts";
import classes from "./bell.module.css";

const shownMax = 5;

/** The newest notifications, each leading where it is about, and the way to all. */
export function BellPanel() {
  const { t } = useTranslation("notifications");
  const { t: common } = useTranslation();
  const trpc = useTRPC();
  const newest = useQuery(trpc.notifications.list.queryOptions({ limit: shownMax }));
  const words = useNotificationWords();
  const markRead = useMarkRead();
  return (
    <>
      <h2>{t("bell.newest")}</h2>
      <QueryView query={newest} skeleton={<p className={classes["state"]}>{common("page.loading")}</p>}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className={classes["state"]}>{t("bell.empty")}</p>
          ) : (
            <ul>
              {rows.map((row) => {
                const { title, link } = words(row);
                const isUnread = row.readAt === null;
                return (
                  <li key={row.notificationId}>
                    <Link
                      to={link.path}
                      className={classes["item"]}
                      data-unread={isUnread}
                      onClick={() =>
                        isUnread ? markRead.mutate({ notificationIds: [row.notificationId] }) : undefined
                      }
                    >
                      <span aria-hidden className={classes["dot"]} />
                      <span className={classes["title"]} dir="auto">
                        {isUnread ? <VisuallyHidden>{t("isUnread")}: </VisuallyHidden> : null}
                        {title}
                      </span>
                      <span className={classes["when"]}>
                        <Instant at={row.createdAt} utc="hint" />
                      </span>
                    </Link>
                  </li>
                );
              })}
            </ul>
          )
        }
      </QueryView>
      <div className={classes["all"]}>
        <RealLink to="/notifications">{t("bell.seeAll")}</RealLink>
      </div>
    </>
  );
}
