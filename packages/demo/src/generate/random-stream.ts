import { createHash } from "node:crypto";

/** Random numbers that follow from a text alone: the same on every machine and every day. */
export type RandomStream = {
  /** A whole number from 0 to `limit` - 1. */
  below(limit: number): number;
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  /** True in so many of a thousand cases. */
  perMille(share: number): boolean;
  /** One of the rows, each in proportion to its weight. */
  weighted<Row extends { readonly weight: number }>(rows: readonly Row[]): Row;
};

/** Chris Doty-Humphrey's sfc32 (PractRand): 32-bit integer arithmetic only, seeded here with 128 bits of SHA-256. */
export function randomStream(seed: string): RandomStream {
  const digest = createHash("sha256").update(seed).digest();
  let a = digest.readInt32LE(0);
  let b = digest.readInt32LE(4);
  let c = digest.readInt32LE(8);
  let counter = digest.readInt32LE(12);
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  const below = (limit: number): number => next() % limit;
  return {
    below,
    between: (least, most) => least + below(most - least + 1),
    perMille: (share) => below(1000) < share,
    weighted(rows) {
      let left = below(rows.reduce((sum, { weight }) => sum + weight, 0));
      const chosen = rows.find(({ weight }) => (left -= weight) < 0);
      if (chosen === undefined) throw new RangeError("Nothing to choose from");
      return chosen;
    },
  };
}
