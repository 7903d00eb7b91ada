import type { ChaosPart } from "../chaos-part.ts";
import { datesCase } from "./dates-case.ts";
import { lateStarts, lateStart } from "./late-start.ts";
import { startTogether } from "./start-together.ts";

const STARTS = { test: 20, full: 500 } as const;
const years = Array.from({ length: 11 }, (_, index) => 2026 + index);

/** The same date started by many at once; every date of eleven years, started late; and each kind of lateness in a world. */
export const schedulePart: ChaosPart = {
  name: "schedule",
  cases: (size, firstSeed) =>
    Promise.resolve([
      ...Array.from({ length: STARTS[size] }, (_, index) => {
        const seed = firstSeed + index;
        return { name: `seed ${seed}`, run: () => startTogether(seed) };
      }),
      ...years.flatMap((year) =>
        datesCase.datesOf(year).map((date) => ({
          name: date.toISOString().slice(0, 10),
          run: () => Promise.resolve(datesCase.run(date)),
        })),
      ),
      ...lateStarts.map((late) => ({ name: `started ${late.name} late`, run: () => lateStart(late) })),
    ]),
};
