import { renderBalance } from "../balance/render-balance.ts";
import { settingsOf } from "../clock.ts";
import { runDue } from "../agenda/run-due.ts";
import { badRequest } from "../protocol/api-error.ts";
import { boolean, integer, oneOf, optional, type RawValue, text } from "../protocol/parameters/parameter.ts";
import { readRateLimits } from "../protocol/limits/rate-limits.ts";
import { platform, platformRefusals } from "../state/rows.ts";
import type { World } from "../world.ts";
import { controlRoute } from "./control-route.ts";

const daySeconds = 24 * 60 * 60;
/** What falls due happens one by one: a century of nightly payouts takes a moment, a million years never end. */
const aheadSecondsMax = 100 * 366 * daySeconds;

export const worldControls = [
  controlRoute({ method: "GET", path: "", handle: summary }),
  controlRoute({
    method: "GET",
    path: "/stats",
    handle: (world) => ({
      transfers: Object.fromEntries(world.state.transferTotals.byCurrency),
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
      advanceSeconds: optional(integer({ min: 0, max: aheadSecondsMax })),
      /** An ISO 8601 instant ahead of the clock. */
      now: optional(instant),
      /** Simulated seconds per second. */
      speed: optional(integer({ min: 1, max: daySeconds })),
      stands: optional(boolean),
    },
    handle: (world, { advanceSeconds = 0, now, speed, stands }) => {
      const forwardMs = now === undefined ? 0 : forwardTo(now, world.clock.nowMs());
      if (stands === true) world.clock.stand();
      if (stands === false) world.clock.run();
      if (speed !== undefined) world.clock.setSpeed(speed);
      world.clock.advanceBy(forwardMs + advanceSeconds * 1000);
      runDue(world);
      world.courier.wake();
      return clock(world);
    },
  }),
  controlRoute({ method: "GET", path: "/clock", handle: clock }),
  controlRoute({
    method: "POST",
    path: "/settings",
    parameters: {
      refuseV1Accounts: optional(boolean),
      platformRefusal: optional((raw, name) => (raw === null ? null : oneOf(...platformRefusals)(raw, name))),
      v1AccountsVisibleInV2AfterSeconds: optional(integer({ min: 0 })),
      limits: optional((raw) => raw),
    },
    handle: (world, { limits, ...changed }) => {
      const { limiter } = world;
      if (limits !== undefined) {
        limiter.limits =
          limits === "default" ? world.limits : readRateLimits(limits, "limits", limiter.limits);
      }
      const settings = settingsOf(world.state);
      Object.assign(
        settings,
        Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined)),
      );
      world.state.settings.put(settings);
      const { refuseV1Accounts, platformRefusal, v1AccountsVisibleInV2AfterSeconds } = settings;
      return { refuseV1Accounts, platformRefusal, v1AccountsVisibleInV2AfterSeconds, limits: limiter.limits };
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
    transfers: Object.fromEntries(state.transferTotals.byCurrency),
    reversals: state.reversals.rows.length,
    events: state.events.rows.length,
    undelivered: state.deliveries.size,
    savedAnswers: state.savedAnswers.size,
    faults: world.faults.list().length,
    requests: world.requests.counts.requests,
  };
}

function instant(raw: RawValue, name: string): number {
  const value = Date.parse(text()(raw, name));
  if (Number.isNaN(value))
    throw badRequest(undefined, "Must be an instant such as 2026-12-01T00:00:00Z", name);
  return value;
}

/** The milliseconds to an instant; throws 400 when it has passed. */
function forwardTo(toMs: number, nowMs: number): number {
  if (toMs - nowMs > aheadSecondsMax * 1000) {
    throw badRequest(undefined, "The clock moves a hundred years at a time, at most.", "now");
  }
  if (toMs >= nowMs) return toMs - nowMs;
  throw badRequest(
    undefined,
    `The clock never goes back: it is ${new Date(nowMs).toISOString()}, not yet after ${new Date(toMs).toISOString()}.`,
    "now",
  );
}

function clock({ clock: shown, state }: World) {
  const { clockOffsetMs, clockStandsAtMs, clockSpeed } = settingsOf(state);
  return {
    now: new Date(shown.nowMs()).toISOString(),
    offsetSeconds: Math.round(clockOffsetMs / 1000),
    stands: clockStandsAtMs !== null,
    speed: clockSpeed,
  };
}
