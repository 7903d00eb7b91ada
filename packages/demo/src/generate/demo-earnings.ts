import { splitGross } from "@payrun/payouts-core";
import { distribution, type CastRole, type DemoCurrency } from "./demo-distribution.ts";
import type { DemoPerson } from "./demo-people.ts";
import { randomStream, type RandomStream } from "./random-stream.ts";
import { dayMs, type DemoWindow } from "./demo-window.ts";

/** One tip or call, and what became of it later. */
export type DemoEarning = {
  readonly creatorIndex: number;
  readonly creatorSourceId: string;
  readonly sourceType: "tip" | "call";
  readonly sourceId: string;
  readonly tokens: number;
  readonly currency: DemoCurrency;
  readonly grossMinor: bigint;
  readonly feeMinor: bigint;
  readonly earnedAt: Date;
  /** Picks the fan out of the pool. */
  readonly fanDraw: number;
  /** In order; a chargeback that was won again has two. */
  readonly reversals: readonly DemoReversal[];
};

export type DemoReversal = {
  readonly sourceId: string;
  readonly kind: "refund" | "chargeback" | "reinstated";
  readonly grossMinor: bigint;
  readonly paidAs: "money" | "tokens";
  readonly occurredAt: Date;
};

type Draft = Pick<DemoEarning, "sourceType" | "tokens" | "currency" | "earnedAt"> & {
  readonly reverse: (
    earning: DemoEarning,
    random: RandomStream,
    window: DemoWindow,
  ) => readonly DemoReversal[];
};

/** Everything that a creator earned in the window, oldest story first. */
export function demoEarnings(seed: string, person: DemoPerson, window: DemoWindow): readonly DemoEarning[] {
  const random = randomStream(`${seed}/earnings/${person.index}`);
  return draftsOf(person, random, window).map((draft, position) => {
    const sourceId = `demo-${draft.sourceType}-${person.index + 1}-${position + 1}`;
    const grossMinor = BigInt(draft.tokens) * tokenMinor(draft.currency);
    const { feeMinor } = splitGross({ grossMinor, feeBasisPoints: distribution.feeBasisPoints });
    const { reverse, ...facts } = draft;
    const earning: DemoEarning = {
      creatorIndex: person.index,
      creatorSourceId: person.sourceId,
      sourceId,
      grossMinor,
      feeMinor,
      fanDraw: random.below(1_000_000),
      reversals: [],
      ...facts,
    };
    const reversals = reverse(earning, random, window).filter(({ occurredAt }) => occurredAt < window.dueAt);
    return { ...earning, reversals };
  });
}

/** What one token is worth in this currency, minor units. */
export function tokenMinor(currency: DemoCurrency): bigint {
  return distribution.currencies.find((row) => row.currency === currency)?.tokenMinor ?? 0n;
}

function draftsOf(person: DemoPerson, random: RandomStream, window: DemoWindow): readonly Draft[] {
  const { least, most } = distribution.earningsPerCreator;
  const count = random.between(least, most);
  const story = person.role === null ? undefined : stories[person.role];
  const opensAt = opening(window);
  return story?.({ person, random, window, count }) ?? several(person, random, count, opensAt, window.dueAt);
}

type StoryFacts = {
  readonly person: DemoPerson;
  readonly random: RandomStream;
  readonly window: DemoWindow;
  /** How many earnings somebody without a story would have. */
  readonly count: number;
};

/** Those whose story is in what they earned. */
const stories: Partial<Record<CastRole, (facts: StoryFacts) => readonly Draft[]>> = {
  nothingEarned: () => [],
  newcomer: ({ person, random, window: { dueAt, holdDays }, count }) =>
    several(person, random, count, new Date(dueAt.getTime() - holdDays * dayMs + 1000), dueAt),
  belowMinimum: ({ person, random, window }) =>
    several(person, random, 3, opening(window), window.dueAt).map((draft) => ({
      ...draft,
      sourceType: "tip",
      tokens: random.between(20, 60),
      reverse: never,
    })),
  inDebt({ person, random, window }) {
    const paidUntil = new Date(window.previousAt.getTime() - window.holdDays * dayMs);
    const call = bigCall(person, random, opening(window), paidUntil, chargedBackAfterPayout);
    return [call, ...several(person, random, 5, opening(window), paidUntil)];
  },
  disputeWon({ person, random, window, count }) {
    const opensAt = opening(window);
    const early = new Date(opensAt.getTime() + 20 * dayMs);
    const call = bigCall(person, random, opensAt, early, chargedBackAndWon);
    return [call, ...several(person, random, count - 1, opensAt, window.dueAt)];
  },
  twoCurrencies({ person, random, window, count }) {
    const other = person.currency === "EUR" ? "USD" : "EUR";
    const drafts = several(person, random, count, opening(window), window.dueAt);
    return drafts.map((draft, position) => (position % 3 === 0 ? { ...draft, currency: other } : draft));
  },
};

function opening({ dueAt }: DemoWindow): Date {
  return new Date(dueAt.getTime() - distribution.windowDays * dayMs);
}

function several(
  person: DemoPerson,
  random: RandomStream,
  count: number,
  from: Date,
  to: Date,
): readonly Draft[] {
  return Array.from({ length: count }, () => usualDraft(person, random, from, to));
}

function usualDraft({ popularity, currency }: DemoPerson, random: RandomStream, from: Date, to: Date): Draft {
  const { sourceType, leastTokens, mostTokens } = random.weighted(distribution.earnings);
  const tokens = random.between(leastTokens, mostTokens) * popularity;
  return { sourceType, tokens, currency, earnedAt: someSecond(random, from, to), reverse: sometimes };
}

function bigCall(
  person: DemoPerson,
  random: RandomStream,
  from: Date,
  to: Date,
  reverse: Draft["reverse"],
): Draft {
  const tokens = random.between(4_000, 8_000) * person.popularity;
  return { ...usualDraft(person, random, from, to), sourceType: "call", tokens, reverse };
}

/** A whole second, `to` excluded. */
function someSecond(random: RandomStream, from: Date, to: Date): Date {
  const seconds = Math.floor((to.getTime() - from.getTime()) / 1000);
  return new Date(from.getTime() + random.below(Math.max(1, seconds)) * 1000);
}

const never: Draft["reverse"] = () => [];

const sometimes: Draft["reverse"] = (earning, random) => {
  const { chargedBackPerMille, refundedPerMille, reversedAfterDays, reinstatedAfterDays } = distribution;
  const isChargeback = random.perMille(chargedBackPerMille);
  if (!isChargeback && !random.perMille(refundedPerMille)) return [];
  const occurredAt = later(earning.earnedAt, random, reversedAfterDays);
  const grossMinor = someOf(earning.grossMinor, random);
  if (!isChargeback) {
    const paidAs = random.perMille(distribution.refundedInTokensPerMille) ? "tokens" : "money";
    return [reversal(earning, "refund", grossMinor, occurredAt, paidAs)];
  }
  const taken = reversal(earning, "chargeback", grossMinor, occurredAt);
  if (!random.perMille(distribution.reinstatedPerMille)) return [taken];
  return [taken, reversal(earning, "reinstated", grossMinor, later(occurredAt, random, reinstatedAfterDays))];
};

/** All of it, in the days between the payout that carried it and the next: whoever was paid is in debt. */
const chargedBackAfterPayout: Draft["reverse"] = (earning, random, { previousAt, dueAt }) => {
  const at = someSecond(random, new Date(previousAt.getTime() + dayMs), new Date(dueAt.getTime() - dayMs));
  return [reversal(earning, "chargeback", earning.grossMinor, at)];
};

const chargedBackAndWon: Draft["reverse"] = (earning, random) => {
  const at = later(earning.earnedAt, random, { least: 3, most: 6 });
  const wonAt = later(at, random, distribution.reinstatedAfterDays);
  return [
    reversal(earning, "chargeback", earning.grossMinor, at),
    reversal(earning, "reinstated", earning.grossMinor, wonAt),
  ];
};

function reversal(
  { sourceId }: DemoEarning,
  kind: DemoReversal["kind"],
  grossMinor: bigint,
  occurredAt: Date,
  paidAs: DemoReversal["paidAs"] = "money",
): DemoReversal {
  return { sourceId: `${sourceId}-${kind}`, kind, grossMinor, paidAs, occurredAt };
}

function later(
  at: Date,
  random: RandomStream,
  days: { readonly least: number; readonly most: number },
): Date {
  return new Date(
    at.getTime() + random.between(days.least, days.most) * dayMs + random.below(dayMs / 1000) * 1000,
  );
}

/** Mostly all of it, sometimes a tenth to nine tenths. */
function someOf(grossMinor: bigint, random: RandomStream): bigint {
  if (!random.perMille(distribution.partOfReversalsPerMille)) return grossMinor;
  const part = (grossMinor * BigInt(random.between(1, 9))) / 10n;
  return part > 0n ? part : 1n;
}
