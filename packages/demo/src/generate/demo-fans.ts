import { distribution, type DemoCurrency } from "./demo-distribution.ts";
import { tokenMinor } from "./demo-earnings.ts";
import type { DemoPerson } from "./demo-people.ts";
import type { DemoPurchase } from "./demo-purchases.ts";
import { dayMs, type DemoWindow } from "./demo-window.ts";
import { randomStream } from "./random-stream.ts";

/** One invented fan; everything about them follows from the seed, their pool and their number. */
export type DemoFan = {
  readonly sourceId: string;
  readonly displayName: string;
  /** Of those who can sign in; null for all others. */
  readonly email: string | null;
  /** Source ids of the creators whom they follow. */
  readonly follows: readonly string[];
};

const moods = ["Brave", "Gentle", "Lucky", "Merry", "Nimble", "Quiet", "Snowy", "Sunny", "Velvet", "Witty"];
const things = [
  "Acorn",
  "Biscuit",
  "Comet",
  "Harbor",
  "Kite",
  "Lantern",
  "Maple",
  "Meadow",
  "Pebble",
  "Thimble",
];

/** The first fans of the first pool can sign in, each with tokens to spend in these currencies. */
const signingIn: readonly (readonly DemoCurrency[])[] = [["USD", "EUR"], ["EUR"], ["JPY"]];
const tokensToSpend = 5_000;

/** The address that the demo's n-th fan signs in with; null for one who cannot. */
export function demoFanEmail(pool: number, number: number): string | null {
  return pool === 1 && number <= signingIn.length ? `fan-${number}@fans.example` : null;
}

/** The fans of a pool of creators. */
export function demoFans(seed: string, pool: number, creators: readonly DemoPerson[]): readonly DemoFan[] {
  const count = fansOf(creators.length);
  return Array.from({ length: count }, (_, index) => demoFan(seed, pool, index + 1, creators));
}

/** How many fans so many creators share. */
export function fansOf(creators: number): number {
  return Math.ceil((creators * distribution.fansPerHundredCreators) / 100);
}

export function fanSourceId(pool: number, number: number): string {
  return `demo-fan-${pool}-${number}`;
}

function demoFan(seed: string, pool: number, number: number, creators: readonly DemoPerson[]): DemoFan {
  const random = randomStream(`${seed}/fan/${pool}/${number}`);
  const mood = moods[random.below(moods.length)] ?? "";
  const thing = things[random.below(things.length)] ?? "";
  const { least, most } = distribution.followsPerFan;
  const drawn = Array.from(
    { length: random.between(least, most) },
    () => creators[random.below(creators.length)],
  );
  // Whoever signs in follows the creator who is shown first, so that each of the two has the other to look at.
  const first = demoFanEmail(pool, number) === null ? [] : creators.slice(0, 1);
  const follows = new Set([...first, ...drawn].flatMap((creator) => creator?.sourceId ?? []));
  return {
    sourceId: fanSourceId(pool, number),
    displayName: `${mood} ${thing} ${pool}-${number}`,
    email: demoFanEmail(pool, number),
    follows: [...follows],
  };
}

/** What the fans who sign in bought the day before the due date, and have not spent. */
export function tokensToTryOut({ dueAt }: DemoWindow): readonly DemoPurchase[] {
  return signingIn.flatMap((currencies, index) =>
    currencies.map((currency) => ({
      sourceId: `demo-purchase-to-spend-${index + 1}-${currency}`,
      fanSourceId: fanSourceId(1, index + 1),
      tokens: tokensToSpend,
      amountMinor: BigInt(tokensToSpend) * tokenMinor(currency),
      currency,
      purchasedAt: new Date(dueAt.getTime() - dayMs),
      phase: "after" as const,
      reversal: null,
    })),
  );
}
