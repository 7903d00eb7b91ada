import { expect, test } from "vitest";
import { creator, hostOfTestFile, purchase, reversal, tip, tokenTip } from "./host.ts";

const host = hostOfTestFile();
const CALLS = 40;

test("calls of every kind that meet on the same fans, creators and earnings all come to an end, and the books hold", async () => {
  const names = Array.from({ length: 8 }, (_, index) => index);
  await host.creators(...names.map((index) => creator(`c${index}`)));
  await host.purchases(...names.map((index) => purchase(`p${index}`, `f${index}`, 100_000)));
  await host.earnings(...names.map((index) => tokenTip(`t${index}`, `c${index}`, `f${index}`, 10_000)));
  const shuffled = (call: number) => (call % 2 === 0 ? names : names.toReversed());
  const answers = await Promise.all(
    Array.from({ length: CALLS }, (_, call) => {
      const order = shuffled(Math.floor(call / 4));
      if (call % 4 === 0)
        return host.earnings(...order.map((at) => tokenTip(`e${call}-${at}`, `c${7 - at}`, `f${at}`, 50)));
      if (call % 4 === 1) return host.earnings(...order.map((at) => tip(`m${call}-${at}`, `c${at}`, 50)));
      if (call % 4 === 2)
        return host.purchases(...order.map((at) => purchase(`q${call}-${at}`, `f${at}`, 10)));
      const paidAs = call % 8 === 3 ? "tokens" : "money";
      return host.reversals(...order.map((at) => reversal(`r${call}-${at}`, `t${at}`, 100, { paidAs })));
    }).concat([host.release(new Date("2026-11-18T00:00:00Z")).then(() => ({ results: [] }))]),
  );
  const statuses = answers.flatMap(({ results }) => results.map((result) => result.status));
  expect(new Set(statuses)).toEqual(new Set(["created"]));
  expect(statuses).toHaveLength(CALLS * names.length);
});
