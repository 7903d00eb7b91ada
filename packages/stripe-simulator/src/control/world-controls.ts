import { renderBalance } from "../balance/render-balance.ts";
import { settingsOf } from "../clock.ts";
import { boolean, integer, optional } from "../protocol/parameter.ts";
import { platform } from "../state/rows.ts";
import type { World } from "../world.ts";
import { controlRoute } from "./control-route.ts";

export const worldControls = [
  controlRoute({ method: "GET", path: "", handle: summary }),
  controlRoute({
    method: "GET",
    path: "/stats",
    handle: (world) => ({
      transfers: Object.fromEntries(world.state.transferTotals),
      ...world.requests.counts,
    }),
  }),
  controlRoute({
    method: "GET",
    path: "/requests",
    parameters: { limit: optional(integer({ min: 1, max: 1000 })) },
    handle: (world, { limit = 100 }) => ({ requests: world.requests.latest(limit) }),
  }),
  controlRoute({
    method: "POST",
    path: "/clock",
    parameters: {
      advanceSeconds: optional(integer({ min: 0 })),
      stands: optional(boolean),
    },
    handle: (world, { advanceSeconds = 0, stands }) => {
      if (stands === true) world.clock.stand();
      if (stands === false) world.clock.run();
      if (advanceSeconds > 0) world.clock.advanceBy(advanceSeconds * 1000);
      world.courier.wake();
      return clock(world);
    },
  }),
  controlRoute({ method: "GET", path: "/clock", handle: clock }),
  controlRoute({
    method: "POST",
    path: "/settings",
    parameters: { refuseV1Accounts: optional(boolean) },
    handle: (world, { refuseV1Accounts }) => {
      const settings = settingsOf(world.state);
      if (refuseV1Accounts !== undefined) settings.refuseV1Accounts = refuseV1Accounts;
      world.state.settings.put(settings);
      return { refuseV1Accounts: settings.refuseV1Accounts };
    },
  }),
  controlRoute({
    method: "POST",
    path: "/reset",
    handle: (world) => {
      world.reset();
      return summary(world);
    },
  }),
];

function summary(world: World) {
  const { state } = world;
  return {
    platformAccountId: world.platformAccountId,
    clock: clock(world),
    balance: renderBalance(state, platform, "usd"),
    accounts: state.accounts.rows.length,
    transfers: Object.fromEntries(state.transferTotals),
    reversals: state.reversals.rows.length,
    events: state.events.rows.length,
    undelivered: state.deliveries.size,
    savedAnswers: state.savedAnswers.size,
    faults: world.faults.list().length,
    requests: world.requests.counts.requests,
  };
}

function clock({ clock: shown, state }: World) {
  const { clockOffsetMs, clockStandsAtMs } = settingsOf(state);
  return {
    now: new Date(shown.nowMs()).toISOString(),
    offsetSeconds: Math.round(clockOffsetMs / 1000),
    stands: clockStandsAtMs !== null,
  };
}
