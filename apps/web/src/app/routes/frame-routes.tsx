import { createRootRouteWithContext, createRoute, Outlet, redirect } from "@tanstack/react-router";
import { loadMe, type SessionReader } from "../session/load-me.ts";
import { nextPage } from "../session/next-page.ts";
import { AppShell } from "../shell/app-shell.tsx";
import { Arrivals } from "../shell/arrivals.tsx";
import { SessionLayout } from "../shell/session-layout.tsx";
import { CreatorsOnly } from "./creators-only.tsx";
import { FailedApp } from "./failed-page.tsx";
import { NotFoundPage } from "./not-found-page.tsx";

export const rootRoute = createRootRouteWithContext<SessionReader>()({
  component: () => (
    <Arrivals>
      <Outlet />
    </Arrivals>
  ),
  errorComponent: FailedApp,
});

/** With header and navigation; for anybody. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "shell",
  component: AppShell,
  errorComponent: FailedApp,
  beforeLoad: async ({ context }) => ({ me: await loadMe(context) }),
});

/** Behind the sign-in. Whoever is not signed in comes back here afterwards. */
export const memberRoute = createRoute({
  getParentRoute: () => shellRoute,
  id: "member",
  beforeLoad: ({ context: { me }, location }) => {
    if (me === null) throw redirect({ to: "/sign-in", search: { next: location.href } });
    return { me };
  },
});

/** About what somebody earns and is paid. A fan's start page is another one. */
export const creatorRoute = createRoute({
  getParentRoute: () => memberRoute,
  id: "creator",
  component: CreatorsOnly,
  beforeLoad: ({ context: { me }, location }) => {
    if (me.role !== "creator" && location.pathname === "/")
      throw redirect({ to: "/creators", replace: true });
  },
});

/** Addresses that lead nowhere, with the way to where there is something. */
export const nowhereRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "$",
  component: NotFoundPage,
});

/** What the addresses in mails and redirects may say. */
export type SessionSearch = {
  /** The page that somebody wanted. */
  readonly next?: string;
  readonly token?: string;
  readonly email?: string;
  readonly error?: string;
};

function sessionSearch(given: Readonly<Record<string, unknown>>): SessionSearch {
  const names = ["next", "token", "email", "error"] as const;
  const texts = names.flatMap((name) => {
    const value = given[name];
    return typeof value === "string" && value.length <= 2_000 ? [[name, value] as const] : [];
  });
  return Object.fromEntries(texts) as SessionSearch;
}

/** Signing in, and all that belongs to it. */
export const sessionRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "session",
  component: SessionLayout,
  errorComponent: FailedApp,
  validateSearch: sessionSearch,
});

/** Where somebody who is signed in has nothing to do. */
export const signedOutRoute = createRoute({
  getParentRoute: () => sessionRoute,
  id: "signed-out",
  beforeLoad: async ({ context, search }) => {
    if ((await loadMe(context)) !== null) throw redirect({ href: nextPage(search.next), replace: true });
  },
});
