import { expect, test } from "vitest";
import { callDeadlines, callExpiresAt } from "../src/index.ts";

const at = new Date("2026-03-27T10:00:00.000Z");

test.for([
  { status: "asked", decidedAt: null, expiresAt: "2026-04-03T10:00:00.000Z" },
  { status: "accepted", decidedAt: new Date("2026-03-28T12:00:00Z"), expiresAt: "2026-04-27T12:00:00.000Z" },
  { status: "declined", decidedAt: at, expiresAt: undefined },
  { status: "canceled", decidedAt: at, expiresAt: undefined },
  { status: "completed", decidedAt: at, expiresAt: undefined },
  { status: "expired", decidedAt: at, expiresAt: undefined },
])("a call request that is $status expires at $expiresAt", ({ status, decidedAt, expiresAt }) => {
  expect(callExpiresAt({ status, requestedAt: at, decidedAt })?.toISOString()).toBe(expiresAt);
});

test("a request has waited too long from the very instant on that it was told to expire", () => {
  const asked = { status: "asked", requestedAt: at, decidedAt: null };
  const accepted = { status: "accepted", requestedAt: at, decidedAt: at };
  expect(callDeadlines(callExpiresAt(asked) ?? at).askedBy).toEqual(at);
  expect(callDeadlines(callExpiresAt(accepted) ?? at).acceptedBy).toEqual(at);
});
