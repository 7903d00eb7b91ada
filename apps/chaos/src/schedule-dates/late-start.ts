import type { CaseResult } from "../chaos-part.ts";
import { caseResult, unlike, unlikeMatured } from "../oracle/case-result.ts";
import { judge } from "../oracle/judge.ts";
import { Host } from "../world/host.ts";
import { datesIn, settle } from "../world/settle.ts";
import { openWorld } from "../world/world.ts";

const FIRST_DATE_MS = Date.parse("2031-01-15T02:00:00Z");
const DAY_MS = 86_400_000;

/** How late the start comes after 15 January, and what must be in the books then: the last one is paid. */
export type LateStart = { readonly name: string; readonly ms: number; readonly dates: readonly string[] };

const first = "2031-01-15";
const second = "2031-02-01";
const third = "2031-02-15";

/** One of each kind: the same day, days later, and with one or two dates missed. */
export const lateStarts: readonly LateStart[] = [
  { name: "a minute", ms: 60_000, dates: [first] },
  { name: "twelve hours", ms: DAY_MS / 2, dates: [first] },
  { name: "16 days", ms: 16 * DAY_MS, dates: [first] },
  { name: "17 days", ms: 17 * DAY_MS, dates: [first, second] },
  { name: "25 days", ms: 25 * DAY_MS, dates: [first, second] },
  { name: "31 days", ms: 31 * DAY_MS, dates: [first, second, third] },
  { name: "40 days", ms: 40 * DAY_MS, dates: [first, second, third] },
];

/** People earn all the time, nobody runs the dates; then somebody does. */
export async function lateStart({ name, ms, dates }: LateStart): Promise<CaseResult> {
  const world = await openWorld({ seed: 1, chunkSize: 3 });
  try {
    const host = new Host(world);
    await world.control("POST", "/balance", { set: { usd: 50_000_000 } });
    const creators = await host.join(5);
    const startsMs = FIRST_DATE_MS + ms;
    for (;;) {
      await host.earn(creators.map((creator, index) => ({ creator, netMinor: BigInt(400 * (index + 1)) })));
      const leftMs = startsMs - world.time.now().getTime();
      await world.time.advance(Math.min(leftMs, 2 * DAY_MS));
      if (leftMs <= 2 * DAY_MS) break;
    }
    const unsettled = await settle(world);
    const latest = dates.at(-1) ?? first;
    const statuses = dates.map((date) => `${date} ${date === latest ? "completed" : "missed"}`);
    return caseResult(`started ${name} late`, await judge(world, host.told), [
      ...unsettled,
      ...unlike("dates", await datesIn(world), statuses),
      ...(await unlikeMatured(world.stripe.url, host.told, new Date(`${latest}T02:00:00Z`))),
    ]);
  } finally {
    await world.close();
  }
}
