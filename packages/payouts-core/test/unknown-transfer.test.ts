import { describe, expect, test } from "vitest";
import { type LookUp, type UnknownFacts, decideUnknown, readLookUp } from "../src/index.ts";
import { minutesAfter } from "./builders.ts";

const firstSentAt = new Date("2026-12-01T02:00:00Z");
const at = (minutes: number) => minutesAfter(firstSentAt, minutes);
const HOURS = 60;

const decide = (given: Partial<UnknownFacts>) =>
  decideUnknown({
    firstSentAt,
    lastSentAt: firstSentAt,
    sendCount: 1,
    leaseEndedAfterBegun: false,
    needsAdmin: false,
    lookUps: [],
    now: firstSentAt,
    ...given,
  });

const empty = (minutes: number, complete = true): LookUp => ({ at: at(minutes), complete, found: 0 });

describe("while Stripe surely remembers the key", () => {
  test.for([
    { sendCount: 1, minutes: 1 },
    { sendCount: 2, minutes: 5 },
    { sendCount: 3, minutes: 15 },
    { sendCount: 4, minutes: 60 },
    { sendCount: 9, minutes: 60 },
  ])("try $sendCount is followed by the same request after $minutes minutes", ({ sendCount, minutes }) => {
    const lastSentAt = at(10);
    const dueAt = minutesAfter(lastSentAt, minutes);
    const early = new Date(dueAt.getTime() - 1);
    expect(decide({ sendCount, lastSentAt, now: early })).toEqual({ kind: "wait", until: dueAt });
    expect(decide({ sendCount, lastSentAt, now: dueAt })).toEqual({ kind: "resend" });
  });

  test("the request is repeated at once when its worker died after it began", () => {
    expect(decide({ leaseEndedAfterBegun: true })).toEqual({ kind: "resend" });
  });

  test("a look-up that finds nothing proves nothing yet", () => {
    expect(decide({ lookUps: [empty(1), empty(30)], now: at(60) })).toEqual({ kind: "resend" });
  });

  test("no wait goes past the 23 hours", () => {
    const lastSentAt = at(22.5 * HOURS);
    expect(decide({ sendCount: 9, lastSentAt, now: at(22.75 * HOURS) })).toEqual({
      kind: "wait",
      until: at(23 * HOURS),
    });
  });
});

describe("past 23 hours it is never sent again", () => {
  const now = at(23 * HOURS);
  const later = (minutes: number) => at(23 * HOURS + minutes);
  const emptyLater = (minutes: number, complete = true) => empty(23 * HOURS + minutes, complete);

  test("though a minute before it would be", () => {
    const lastSentAt = at(21 * HOURS);
    expect(decide({ lastSentAt, now: new Date(now.getTime() - 1) })).toEqual({ kind: "resend" });
    expect(decide({ lastSentAt, now })).toEqual({ kind: "look_up" });
    expect(decide({ lastSentAt, now, leaseEndedAfterBegun: true })).toEqual({ kind: "look_up" });
  });

  test("and only complete look-ups since then count", () => {
    const lookUps = [empty(60), empty(22 * HOURS)];
    expect(decide({ lookUps, now })).toEqual({ kind: "look_up" });
  });

  test("one that finds nothing waits 10 minutes for its second", () => {
    const lookUps = [emptyLater(0)];
    expect(decide({ lookUps, now: later(9.9) })).toEqual({ kind: "wait", until: later(10) });
    expect(decide({ lookUps, now: later(10) })).toEqual({ kind: "look_up" });
  });

  test("two that find nothing prove it absent, 10 minutes apart and in any order", () => {
    expect(decide({ lookUps: [emptyLater(9.9), emptyLater(0)], now: later(9.9) })).toMatchObject({
      kind: "wait",
    });
    expect(decide({ lookUps: [emptyLater(10), emptyLater(0)], now: later(11) })).toEqual({ kind: "absent" });
  });

  test("an incomplete one proves nothing, and is repeated a minute later", () => {
    const lookUps = [emptyLater(0), emptyLater(12, false)];
    expect(decide({ lookUps, now: later(12.5) })).toEqual({ kind: "wait", until: later(13) });
    expect(decide({ lookUps, now: later(13) })).toEqual({ kind: "look_up" });
  });
});

describe("two people settle", () => {
  test("a transfer that was found and does not fit", () => {
    const lookUps = [{ at: at(1), complete: false, found: 1 }];
    expect(decide({ lookUps, leaseEndedAfterBegun: true })).toEqual({ kind: "needs_two_people" });
  });

  test("a used key that a complete look-up does not find, which is never re-sent", () => {
    const suspect = { needsAdmin: true, leaseEndedAfterBegun: true };
    expect(decide(suspect)).toEqual({ kind: "look_up" });
    expect(decide({ ...suspect, lookUps: [empty(0, false)] })).toEqual({ kind: "wait", until: at(1) });
    expect(decide({ ...suspect, lookUps: [empty(0)] })).toEqual({ kind: "needs_two_people" });
    const dayLater = { now: at(30 * HOURS), lookUps: [empty(29 * HOURS), empty(30 * HOURS)] };
    expect(decide({ ...suspect, ...dayLater })).toEqual({ kind: "needs_two_people" });
  });
});

describe("a look-up", () => {
  const frozen = { amountMinor: 40_00n, currency: "USD", destinationAccountId: "acct_ana" };
  const ours = { transferId: "tr_1", ...frozen };

  test("finds the one transfer that is ours", () => {
    expect(readLookUp({ matches: [ours], frozen })).toEqual({ kind: "found", transferId: "tr_1" });
    expect(readLookUp({ matches: [], frozen })).toEqual({ kind: "none" });
  });

  test.for([
    { of: "two transfers", matches: [ours, { ...ours, transferId: "tr_2" }] },
    { of: "another amount", matches: [{ ...ours, amountMinor: 1n }] },
    { of: "another currency", matches: [{ ...ours, currency: "EUR" }] },
    { of: "another destination", matches: [{ ...ours, destinationAccountId: null }] },
  ])("of $of is a conflict", ({ matches }) => {
    const transferIds = matches.map(({ transferId }) => transferId);
    expect(readLookUp({ matches, frozen })).toEqual({ kind: "conflict", transferIds });
  });
});
