import { accountChanges, demoAccount, type DemoAccount } from "./demo-account.ts";
import { distribution } from "./demo-distribution.ts";
import { demoEarnings, type DemoEarning, type DemoReversal } from "./demo-earnings.ts";
import { demoFans, fansOf, fanSourceId, tokensToTryOut, type DemoFan } from "./demo-fans.ts";
import { demoCalls, type DemoCall } from "./demo-calls.ts";
import { demoPerson, type DemoPerson } from "./demo-people.ts";
import { demoPurchases, type DemoPurchase } from "./demo-purchases.ts";
import { demoProfile, type DemoProfile } from "./demo-profiles.ts";
import { isEarly, phaseOf, type DemoPhase, type DemoWindow } from "./demo-window.ts";

export type DemoOptions = DemoWindow & {
  /** How many creators; those of a smaller demo are the first of a larger one. */
  readonly creators: number;
  /** Any text: the same gives the same rows, whatever the machine or day. */
  readonly seed: string;
};

/** One pool of creators and their fans, in the order in which it must be recorded. At most a few thousand rows. */
export type DemoPage = {
  /** Creators whom the page is about, new or not. */
  readonly people: number;
  readonly creators: readonly DemoPerson[];
  /** Accounts that are new, or changed since the phase before. */
  readonly accounts: readonly DemoAccount[];
  readonly purchases: readonly DemoPurchase[];
  readonly earnings: readonly (DemoEarning & { readonly fanSourceId: string })[];
  /** In order of time. */
  readonly reversals: readonly (DemoReversal & { readonly of: ReversalTarget })[];
  /** Of the creators who are new. */
  readonly profiles: readonly DemoProfile[];
  /** All fans of the pool, at the end. */
  readonly fans: readonly DemoFan[];
  readonly calls: readonly DemoCall[];
  /** Source ids of creators whose payouts somebody must look at first. */
  readonly held: readonly string[];
};

type ReversalTarget =
  | { readonly earning: { readonly sourceType: "tip" | "call"; readonly sourceId: string } }
  | { readonly tokenPurchase: { readonly sourceId: string } };

/**
 * Invents a platform's past, page by page: first what was recorded before the previous schedule date, then the rest.
 * Holds one page in memory, however many creators there are.
 */
export function* generateDemo(options: DemoOptions, phase: DemoPhase): Generator<DemoPage> {
  const { creatorsPerPool } = distribution;
  for (let first = 0; first < options.creators; first += creatorsPerPool) {
    if (phase === "before" && !isEarly(first)) return;
    yield poolPage(options, first, phase);
  }
}

function poolPage(options: DemoOptions, first: number, phase: DemoPhase): DemoPage {
  const { seed, creators } = options;
  const size = Math.min(distribution.creatorsPerPool, creators - first);
  const people = Array.from({ length: size }, (_, offset) => demoPerson(seed, first + offset));
  const pool = first / distribution.creatorsPerPool + 1;
  const fans = fansOf(size);
  const fanOf = (earning: DemoEarning) => fanSourceId(pool, (earning.fanDraw % fans) + 1);
  const earnings = people.flatMap((person) => demoEarnings(seed, person, options));
  const purchases = [
    ...demoPurchases(seed, earnings, fanOf, options),
    ...(pool === 1 ? tokensToTryOut(options) : []),
  ];
  const isNow = (at: Date) => phaseOf(first, at, options) === phase;
  const isNew = isEarly(first) === (phase === "before");
  return {
    people: people.length,
    creators: isNew ? people : [],
    accounts: people
      .filter((person) => isNew || accountChanges(person))
      .flatMap((person) => demoAccount(person, phase) ?? []),
    purchases: purchases.filter((purchase) => purchase.phase === phase),
    earnings: earnings
      .filter(({ earnedAt }) => isNow(earnedAt))
      .map((earning) => ({ ...earning, fanSourceId: fanOf(earning) })),
    reversals: reversalsOf(earnings, purchases)
      .filter(({ occurredAt }) => isNow(occurredAt))
      .toSorted((left, right) => left.occurredAt.getTime() - right.occurredAt.getTime()),
    profiles: isNew ? people.map((person) => demoProfile(seed, person, people)) : [],
    fans: phase === "after" ? demoFans(seed, pool, people) : [],
    calls:
      phase === "after" && pool === 1 ? people.slice(0, 1).flatMap((one) => demoCalls(one, options)) : [],
    held:
      phase === "after" ? people.filter(({ role }) => role === "onHold").map(({ sourceId }) => sourceId) : [],
  };
}

function reversalsOf(
  earnings: readonly DemoEarning[],
  purchases: readonly DemoPurchase[],
): DemoPage["reversals"] {
  return [
    ...earnings.flatMap(({ sourceType, sourceId, reversals }) =>
      reversals.map((reversal) => ({ ...reversal, of: { earning: { sourceType, sourceId } } })),
    ),
    ...purchases.flatMap(({ sourceId, reversal }) =>
      reversal === null ? [] : [{ ...reversal, of: { tokenPurchase: { sourceId } } }],
    ),
  ];
}
