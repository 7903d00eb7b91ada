import { router } from "../trpc/procedures.ts";
import { callsRouter } from "./calls/calls-router.ts";
import { decisionsRouter } from "./decisions/decisions-router.ts";
import { earningsRouter } from "./earnings/earnings-router.ts";
import { followsRouter } from "./follows/follows-router.ts";
import { getPaidRouter } from "./get-paid/get-paid-router.ts";
import { homeRouter } from "./home/home-router.ts";
import { liveRouter } from "./live/live-router.ts";
import { notificationsRouter } from "./notifications/notifications-router.ts";
import { payoutsRouter } from "./payouts/payouts-router.ts";
import { profilesRouter } from "./profiles/profiles-router.ts";
import { sessionRouter } from "./session/session-router.ts";
import { settingsRouter } from "./settings/settings-router.ts";
import { tipsRouter } from "./tips/tips-router.ts";
import { walletRouter } from "./wallet/wallet-router.ts";
import { withdrawalsRouter } from "./withdrawals/withdrawals-router.ts";

/** All that the web app may ask, by area. The app imports its type and nothing else. */
export const creatorRouter = router({
  session: sessionRouter,
  home: homeRouter,
  earnings: earningsRouter,
  payouts: payoutsRouter,
  decisions: decisionsRouter,
  getPaid: getPaidRouter,
  settings: settingsRouter,
  notifications: notificationsRouter,
  live: liveRouter,
  profiles: profilesRouter,
  follows: followsRouter,
  wallet: walletRouter,
  tips: tipsRouter,
  calls: callsRouter,
  withdrawals: withdrawalsRouter,
});

export type CreatorRouter = typeof creatorRouter;
