import { createRoute } from "@tanstack/react-router";
import { callsSearch } from "../../pages/calls/calls-search.ts";
import { creatorsSearch } from "../../pages/creators/creators-search.ts";
import { earningsSearch } from "../../pages/earnings/earnings-search.ts";
import { HomePage } from "../../pages/home/home-page.tsx";
import { homeSearch } from "../../pages/home/home-search.ts";
import { decisionsSearch } from "../../pages/decisions/decisions-search.ts";
import { notificationsSearch } from "../../pages/notifications/notifications-search.ts";
import { payoutsSearch } from "../../pages/payouts/payouts-search.ts";
import { drawnLater } from "./drawn-later.tsx";
import { creatorRoute, memberRoute, sessionRoute, shellRoute, signedOutRoute } from "./frame-routes.tsx";
import { lazyPage } from "./lazy-page.tsx";

// A page with filters in its address gives its route a `validateSearch`, from a file beside the page.

/** For creators. */
export const creatorPages = [
  createRoute({
    getParentRoute: () => creatorRoute,
    path: "/",
    validateSearch: homeSearch,
    component: drawnLater(HomePage),
  }),
  createRoute({
    getParentRoute: () => creatorRoute,
    path: "/earnings",
    validateSearch: earningsSearch,
    component: lazyPage(() => import("../../pages/earnings/earnings-page.tsx"), "EarningsPage"),
  }),
  createRoute({
    getParentRoute: () => creatorRoute,
    path: "/payouts",
    validateSearch: payoutsSearch,
    component: lazyPage(() => import("../../pages/payouts/payouts-page.tsx"), "PayoutsPage"),
  }),
  createRoute({
    getParentRoute: () => creatorRoute,
    path: "/payouts/$payoutItemId",
    component: lazyPage(() => import("../../pages/payouts/payout-page.tsx"), "PayoutPage"),
  }),
  createRoute({
    getParentRoute: () => creatorRoute,
    path: "/statements/$year",
    component: lazyPage(() => import("../../pages/payouts/annual-page.tsx"), "AnnualPage"),
  }),
  createRoute({
    getParentRoute: () => creatorRoute,
    path: "/why",
    validateSearch: decisionsSearch,
    component: lazyPage(() => import("../../pages/decisions/decisions-page.tsx"), "DecisionsPage"),
  }),
  createRoute({
    getParentRoute: () => creatorRoute,
    path: "/get-paid",
    component: lazyPage(() => import("../../pages/get-paid/get-paid-page.tsx"), "GetPaidPage"),
  }),
  createRoute({
    getParentRoute: () => creatorRoute,
    path: "/get-paid/return",
    component: lazyPage(() => import("../../pages/get-paid/get-paid-return-page.tsx"), "GetPaidReturnPage"),
  }),
  createRoute({
    getParentRoute: () => creatorRoute,
    path: "/get-paid/refresh",
    component: lazyPage(() => import("../../pages/get-paid/get-paid-refresh-page.tsx"), "GetPaidRefreshPage"),
  }),
  createRoute({
    getParentRoute: () => creatorRoute,
    path: "/notifications",
    validateSearch: notificationsSearch,
    component: lazyPage(
      () => import("../../pages/notifications/notifications-page.tsx"),
      "NotificationsPage",
    ),
  }),
  createRoute({
    getParentRoute: () => creatorRoute,
    path: "/followers",
    component: lazyPage(() => import("../../pages/followers/followers-page.tsx"), "FollowersPage"),
  }),
  createRoute({
    getParentRoute: () => creatorRoute,
    path: "/withdrawals",
    component: lazyPage(() => import("../../pages/withdrawals/withdrawals-page.tsx"), "WithdrawalsPage"),
  }),
] as const;

/** For fans, and creators as the fans that they are, too. */
export const memberPages = [
  createRoute({
    getParentRoute: () => memberRoute,
    path: "/calls",
    validateSearch: callsSearch,
    component: lazyPage(() => import("../../pages/calls/calls-page.tsx"), "CallsPage"),
  }),
  createRoute({
    getParentRoute: () => memberRoute,
    path: "/following",
    component: lazyPage(() => import("../../pages/followers/following-page.tsx"), "FollowingPage"),
  }),
  createRoute({
    getParentRoute: () => memberRoute,
    path: "/fans/$fanId",
    component: lazyPage(() => import("../../pages/fans/fan-page.tsx"), "FanPage"),
  }),
  createRoute({
    getParentRoute: () => memberRoute,
    path: "/wallet",
    component: lazyPage(() => import("../../pages/wallet/wallet-page.tsx"), "WalletPage"),
  }),
  createRoute({
    getParentRoute: () => memberRoute,
    path: "/settings",
    component: lazyPage(() => import("../../pages/settings/settings-page.tsx"), "SettingsPage"),
  }),
] as const;

/** For anybody. */
export const publicPages = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/creators",
    validateSearch: creatorsSearch,
    component: lazyPage(() => import("../../pages/creators/creators-page.tsx"), "CreatorsPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/creators/$handle",
    component: lazyPage(() => import("../../pages/creators/creator-page.tsx"), "CreatorPage"),
  }),
] as const;

/** For whoever is about to sign in. */
export const signedOutPages = [
  createRoute({
    getParentRoute: () => signedOutRoute,
    path: "/sign-in",
    component: lazyPage(() => import("../../pages/session/sign-in-page.tsx"), "SignInPage"),
  }),
  createRoute({
    getParentRoute: () => signedOutRoute,
    path: "/sign-up",
    component: lazyPage(() => import("../../pages/session/sign-up-page.tsx"), "SignUpPage"),
  }),
] as const;

/** For links in mails, and the second step of signing in. */
export const sessionPages = [
  createRoute({
    getParentRoute: () => sessionRoute,
    path: "/forgot-password",
    component: lazyPage(() => import("../../pages/session/forgot-password-page.tsx"), "ForgotPasswordPage"),
  }),
  createRoute({
    getParentRoute: () => sessionRoute,
    path: "/reset-password",
    component: lazyPage(() => import("../../pages/session/reset-password-page.tsx"), "ResetPasswordPage"),
  }),
  createRoute({
    getParentRoute: () => sessionRoute,
    path: "/verify-email",
    component: lazyPage(() => import("../../pages/session/verify-email-page.tsx"), "VerifyEmailPage"),
  }),
  createRoute({
    getParentRoute: () => sessionRoute,
    path: "/two-factor",
    component: lazyPage(() => import("../../pages/session/two-factor-page.tsx"), "TwoFactorPage"),
  }),
] as const;
