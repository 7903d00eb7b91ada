import type { ChaosPart } from "../chaos-part.ts";
import { holdEdge } from "./hold-edge.ts";
import { wrongClocks } from "./wrong-clocks.ts";

const CASES = { test: 50, full: 500 } as const;

/** The last millisecond of a hold, and workers whose machines show another time; half of the cases each. */
export const clocksPart: ChaosPart = {
  name: "clocks",
  cases: (size, firstSeed) =>
    Promise.resolve(
      Array.from({ length: CASES[size] }, (_, index) => {
        const seed = firstSeed + index;
        return { name: `seed ${seed}`, run: () => (seed % 2 === 0 ? holdEdge(seed) : wrongClocks(seed)) };
      }),
    ),
};
