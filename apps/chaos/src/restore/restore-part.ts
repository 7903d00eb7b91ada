import type { ChaosPart } from "../chaos-part.ts";
import { backupMoments, restored } from "./restored.ts";
import { unknownAmongMany, unknownKinds } from "./unknown-among-many.ts";

/** For each moment of the backup. */
const SEEDS = { test: 4, full: 100 } as const;

/** Unknown outcomes among more than a page of transfers; and older databases, restored while Stripe is ahead. */
export const restorePart: ChaosPart = {
  name: "restore",
  cases: (size, firstSeed) =>
    Promise.resolve([
      ...unknownKinds.map((kind) => ({ name: kind, run: () => unknownAmongMany(kind) })),
      ...Array.from({ length: SEEDS[size] }, (_, index) =>
        backupMoments.map((moment) => ({
          name: `${moment}, seed ${firstSeed + index}`,
          run: () => restored(moment, firstSeed + index),
        })),
      ).flat(),
    ]),
};
