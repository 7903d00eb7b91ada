import { describe, expect, test } from "vitest";
import {
  type ItemStatus,
  batchTransitions,
  canMoveBatch,
  canMoveItem,
  canMoveTransfer,
  isBatchComplete,
  isOpenItemStatus,
  itemTransitions,
  transferTransitions,
} from "../src/index.ts";

const TABLES = { item: itemTransitions, batch: batchTransitions, transfer: transferTransitions };

/** Every status that can be reached from one, itself not included unless by a way around. */
function reachable(table: Readonly<Record<string, readonly string[]>>, from: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const queue = [...(table[from] ?? [])];
  for (let status = queue.pop(); status !== undefined; status = queue.pop()) {
    if (seen.has(status)) continue;
    seen.add(status);
    queue.push(...(table[status] ?? []));
  }
  return seen;
}

describe.for(Object.entries(TABLES))("the table of the %s", ([, table]) => {
  test("leads from every state to an end, and never to itself", () => {
    const ends = Object.entries<readonly string[]>(table)
      .filter(([, to]) => to.length === 0)
      .map(([status]) => status);
    for (const [status, to] of Object.entries<readonly string[]>(table)) {
      expect(to).not.toContain(status);
      const ways = reachable(table, status);
      expect(to.length === 0 || ends.some((end) => ways.has(end))).toBe(true);
    }
  });
});

describe("an item", () => {
  test("is open exactly while it holds money in transit", () => {
    const open = Object.keys(itemTransitions).filter((status) => isOpenItemStatus(status as ItemStatus));
    expect(open).toEqual(["planned", "awaiting_funds", "sending", "unknown"]);
  });

  test.for([
    ["unknown", "planned", false],
    ["unknown", "canceled", false],
    ["sending", "canceled", true],
    ["paid", "failed", false],
    ["paid", "reversed", true],
    ["planned", "paid", true],
    ["superseded", "planned", false],
  ] as const)("from %s to %s: %s", ([from, to, may]) => {
    expect(canMoveItem(from, to)).toBe(may);
  });
});

describe("an attempt", () => {
  test("that is paid, refused or absent is over: a retry is a new one", () => {
    expect(["paid", "refused", "absent"].flatMap((end) => [...reachable(transferTransitions, end)])).toEqual(
      [],
    );
  });

  test("that began is never claimed again, unless it was answered as not executed", () => {
    expect(canMoveTransfer("begun", "claimed")).toBe(false);
    expect(canMoveTransfer("unknown", "claimed")).toBe(false);
    expect(canMoveTransfer("unknown", "not_sent")).toBe(false);
    expect(canMoveTransfer("not_sent", "claimed")).toBe(true);
  });
});

describe("a batch", () => {
  test.for([
    ["planning", "processing", true],
    ["planning", "completed", false],
    ["processing", "canceled", false],
    ["paused", "awaiting_funds", false],
    ["awaiting_funds", "processing", true],
    ["missed", "processing", false],
  ] as const)("from %s to %s: %s", ([from, to, may]) => {
    expect(canMoveBatch(from, to)).toBe(may);
  });

  test.for([
    { planned: true, openCount: 0, complete: true },
    { planned: true, openCount: 1, complete: false },
    { planned: false, openCount: 0, complete: false },
  ])("is complete when wholly planned and without an open item: %o", ({ complete, ...facts }) => {
    expect(isBatchComplete(facts)).toBe(complete);
  });
});
