import { createRouter } from "@tanstack/react-router";
import type { SessionReader } from "../session/load-me.ts";
import { noteNavigation } from "./drawn-later.tsx";
import { FailedPage } from "./failed-page.tsx";
import {
  creatorRoute,
  memberRoute,
  nowhereRoute,
  rootRoute,
  sessionRoute,
  shellRoute,
  signedOutRoute,
} from "./frame-routes.tsx";
import { PendingPage } from "./lazy-page.tsx";
import { NotFoundPage } from "./not-found-page.tsx";
import { creatorPages, memberPages, publicPages, sessionPages, signedOutPages } from "./page-routes.ts";

const routeTree = rootRoute.addChildren([
  shellRoute.addChildren([
    memberRoute.addChildren([creatorRoute.addChildren(creatorPages), ...memberPages]),
    ...publicPages,
    nowhereRoute,
  ]),
  sessionRoute.addChildren([signedOutRoute.addChildren(signedOutPages), ...sessionPages]),
]);

/** All addresses of the app. */
export function createAppRouter(context: SessionReader) {
  const router = createRouter({
    routeTree,
    context,
    // The page's code is on its way before the link is pressed; its data is the page's own business.
    defaultPreload: "intent",
    // Not within the frame that shows what has the focus, or the menu that was opened.
    defaultPreloadDelay: 60,
    defaultPreloadStaleTime: 0,
    defaultPendingMs: 300,
    defaultPendingComponent: PendingPage,
    defaultErrorComponent: FailedPage,
    defaultNotFoundComponent: NotFoundPage,
    // Another person's profile is another page: it begins anew.
    defaultRemountDeps: ({ params }) => params,
    scrollRestoration: true,
  });
  router.history.subscribe(({ action }) => noteNavigation(action.type));
  return router;
}

export type AppRouter = ReturnType<typeof createAppRouter>;

declare module "@tanstack/react-router" {
  interface Register {
    router: AppRouter;
  }
}
