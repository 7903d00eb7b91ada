/** The names of `npm run chaos -- --part`. */
export const partNames = [
  "crash",
  "simulation",
  "stripe-faults",
  "kills",
  "webhooks",
  "schedule",
  "clocks",
  "restore",
  "reconciliation",
  "model",
] as const;
export type PartName = (typeof partNames)[number];

/** What came of one case. Counts how often somebody was paid twice or not at all; `failed` says everything that is wrong. */
export type CaseResult = {
  readonly double: number;
  readonly lost: number;
  readonly failed: readonly string[];
};

/** One run under one set of faults. Its name finds it again: `--seed` and `--limit 1` replay it. */
export type ChaosCase = { readonly name: string; readonly run: () => Promise<CaseResult> };

export type Size = "test" | "full";

/** A fault suite. */
export type ChaosPart = {
  readonly name: PartName;
  /**
   * Its cases, in an order that does not change.
   *
   * @param firstSeed of what is drawn at random; parts that list every case ignore it.
   */
  readonly cases: (size: Size, firstSeed: number) => Promise<readonly ChaosCase[]>;
};
