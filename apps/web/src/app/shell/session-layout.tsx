import { locales } from "@payrun/catalogue/browser";
import { Link, Outlet } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useSpeech } from "../speech/speech-provider.tsx";
import { ConnectionBanner } from "./connection-banner.tsx";
import { Logo } from "./logo.tsx";
import classes from "./session-layout.module.css";

/** Around the pages of somebody who is about to sign in. */
export function SessionLayout() {
  const { t } = useTranslation();
  const { locale, choose } = useSpeech();
  return (
    <div className={classes["room"]}>
      <header className={classes["header"]}>
        <Link to="/" className={classes["logo"]} aria-label={t("product")}>
          <Logo />
        </Link>
      </header>
      <ConnectionBanner />
      <main className={classes["card"]}>
        <Outlet />
      </main>
      <footer className={classes["footer"]} aria-label={t("language.label")}>
        {locales.map((other) => (
          <button
            key={other}
            type="button"
            lang={other}
            aria-pressed={other === locale}
            onClick={() => choose(other)}
          >
            {t(`language.${other}`)}
          </button>
        ))}
      </footer>
    </div>
  );
}
