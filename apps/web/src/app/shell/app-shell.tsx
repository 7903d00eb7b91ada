import { Link, Outlet } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { LiveUpdates } from "../live-updates.tsx";
import { NotificationBell } from "../notification-bell.tsx";
import { ProfileMenu } from "../profile-menu/profile-menu.tsx";
import { ButtonLink } from "../real-link.tsx";
import { useMaybeMe } from "../session/me.ts";
import classes from "./app-shell.module.css";
import { BurgerButton, useBurger } from "./burger.tsx";
import { ConnectionBanner } from "./connection-banner.tsx";
import { Logo } from "./logo.tsx";
import { MainNavigation } from "./main-navigation.tsx";

/** What stands around every page: the way everywhere else, and how the connection is. */
export function AppShell() {
  const { t } = useTranslation();
  const me = useMaybeMe();
  const burger = useBurger();
  return (
    <>
      <a className={classes["skip"]} href="#content">
        {t("navigation.skip")}
      </a>
      <header className={classes["header"]}>
        <div className={classes["bar"]}>
          <BurgerButton burger={burger} />
          <Link to="/" className={classes["logo"]} aria-label={t("product")}>
            <Logo />
          </Link>
          <MainNavigation role={me?.role ?? null} opened={burger.opened} id={burger.id} />
          <div className={classes["own"]}>
            {me === null ? (
              <ButtonLink to="/sign-in" variant="default">
                {t("navigation.signIn")}
              </ButtonLink>
            ) : (
              <>
                {me.role === "creator" ? <NotificationBell /> : null}
                <ProfileMenu me={me} />
              </>
            )}
          </div>
        </div>
      </header>
      <ConnectionBanner />
      {me === null ? null : <LiveUpdates />}
      <main id="content" tabIndex={-1} className={classes["content"]}>
        <Outlet />
      </main>
    </>
  );
}
