import { formatCount } from "@payrun/catalogue/browser";
import { useViewer } from "@payrun/ui";
import { IconBell } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import classes from "./bell/bell.module.css";
import { usePanelButton } from "./bell/use-panel-button.ts";
import { useTRPC } from "./trpc.ts";

const BellPanel = lazy(async () => ({ default: (await import("./bell/bell-panel.tsx")).BellPanel }));
const shownCountMax = 99;

/** How much a creator has not read, and the newest of it. */
export function NotificationBell() {
  const { t } = useTranslation();
  const { t: words } = useTranslation("notifications");
  const { locale } = useViewer();
  const trpc = useTRPC();
  const { data } = useQuery(trpc.notifications.unreadCount.queryOptions());
  const { opened, button, room, toggle } = usePanelButton();
  const count = data?.unreadCount ?? 0;
  return (
    <div ref={room} className={classes["room"]}>
      <button
        ref={button}
        type="button"
        className={classes["button"]}
        aria-expanded={opened}
        aria-controls={opened ? "newest-notifications" : undefined}
        aria-label={count === 0 ? t("bell.quiet") : t("bell.unread", { count })}
        onClick={toggle}
      >
        <IconBell size={20} aria-hidden />
        {count === 0 ? null : (
          <span aria-hidden className={classes["count"]}>
            {count > shownCountMax ? `${formatCount(locale, shownCountMax)}+` : formatCount(locale, count)}
          </span>
        )}
      </button>
      {opened ? (
        <section id="newest-notifications" aria-label={words("bell.newest")} className={classes["panel"]}>
          <Suspense>
            <BellPanel />
          </Suspense>
        </section>
      ) : null}
    </div>
  );
}
