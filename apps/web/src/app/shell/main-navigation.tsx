import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Me } from "../session/me.ts";
import classes from "./app-shell.module.css";

const creatorPlaces = [
  { to: "/", name: "home" },
  { to: "/earnings", name: "earnings" },
  { to: "/payouts", name: "payouts" },
  { to: "/why", name: "why" },
  { to: "/get-paid", name: "getPaid" },
] as const;

const fanPlaces = [
  { to: "/creators", name: "creators" },
  { to: "/wallet", name: "wallet" },
  { to: "/calls", name: "calls" },
] as const;

const visitorPlaces = [{ to: "/creators", name: "creators" }] as const;

export type MainNavigationProps = {
  /** Null: nobody is signed in. */
  readonly role: Me["role"] | null;
  /** Matters only where it is behind the burger. */
  readonly opened: boolean;
  readonly id: string;
};

/** The places that a fan or a creator goes to most. The present one is marked by more than a colour. */
export function MainNavigation({ role, opened, id }: MainNavigationProps) {
  const { t } = useTranslation();
  return (
    <nav id={id} aria-label={t("navigation.main")} className={classes["navigation"]} data-opened={opened}>
      <ul>
        {placesOf(role).map(({ to, name }) => (
          <li key={to}>
            <Link
              to={to}
              className={classes["place"]}
              activeOptions={{ exact: to === "/", includeSearch: false }}
            >
              {t(`navigation.${name}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function placesOf(role: Me["role"] | null) {
  if (role === null) return visitorPlaces;
  return role === "creator" ? creatorPlaces : fanPlaces;
}
