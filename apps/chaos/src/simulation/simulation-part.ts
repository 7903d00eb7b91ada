import type { ChaosPart } from "../chaos-part.ts";
import { simulate } from "./simulate.ts";

const SEEDS = { test: 200, full: 20_000 } as const;

/** Months of schedule, a world for each seed. */
export const simulationPart: ChaosPart = {
  name: "simulation",
  cases: (size, firstSeed) =>
    Promise.resolve(
      Array.from({ length: SEEDS[size] }, (_, index) => {
        const seed = firstSeed + index;
        return {
          name: `seed ${seed}`,
          run: async () => {
            const { double, lost, differs, unsettled } = await simulate(seed);
            const failed = [...double, ...lost, ...differs, ...unsettled];
            return {
              double: double.length,
              lost: lost.length,
              failed: failed.map((line) => `seed ${seed}: ${line}`),
            };
          },
        };
      }),
    ),
};
