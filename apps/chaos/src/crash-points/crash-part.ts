import type { CaseResult, ChaosCase, ChaosPart, Size } from "../chaos-part.ts";
import { faultModes, type Fault, type FaultMode } from "../world/boundary.ts";
import { seededRandom } from "../world/seeded-random.ts";
import { runWithFaults, type CrashPoint, type CrashRun } from "./run-with-faults.ts";

/** Drawn pairs for each mode that is not tried in full. */
const DRAWN_PAIRS = 5_000;

/** Every crossing of the story, hit in every way; then pairs: the second one hits whoever takes over. */
export const crashPart: ChaosPart = {
  name: "crash",
  cases: async (size, firstSeed) => {
    const crossings = await crossingsOf([]);
    const singles = modesOf(size).flatMap((mode) =>
      momentsOf(mode).flatMap((when) =>
        upTo(crossings).map((nth) => caseOf([{ nth, fault: { mode, when } }])),
      ),
    );
    return size === "test" ? singles : [...singles, ...(await pairs(crossings, firstSeed))];
  },
};

/** A process that is gone before a crossing is the same as one that is gone after the one before. */
function momentsOf(mode: FaultMode): readonly Fault["when"][] {
  return mode === "vanish" ? ["after"] : ["before", "after"];
}

function modesOf(size: Size): readonly FaultMode[] {
  return size === "test" ? ["vanish"] : faultModes;
}

async function pairs(crossings: number, firstSeed: number): Promise<readonly ChaosCase[]> {
  const gone: Fault = { mode: "vanish", when: "after" };
  const all: ChaosCase[] = [];
  for (const nth of upTo(crossings)) {
    const second = await crossingsOf([{ nth, fault: gone }]);
    all.push(
      ...upTo(second).map((next) =>
        caseOf([
          { nth, fault: gone },
          { nth: next, fault: gone },
        ]),
      ),
    );
  }
  const random = seededRandom(firstSeed);
  const drawn = Array.from({ length: DRAWN_PAIRS }, () => {
    const draw = (): CrashPoint => ({
      nth: 1 + random.below(crossings),
      fault: { mode: random.pick(["throw", "hang"]), when: random.pick(["before", "after"]) },
    });
    return caseOf([draw(), draw()]);
  });
  return [...all, ...drawn];
}

/** How many crossings the last worker of a run makes: found by letting one run that nothing else hits. */
async function crossingsOf(points: readonly CrashPoint[]): Promise<number> {
  let count = 0;
  await runWithFaults(points, () => {
    count += 1;
    return null;
  });
  return count;
}

function upTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

function caseOf(points: readonly CrashPoint[]): ChaosCase {
  const name = points.map(({ nth, fault }) => `${fault.mode} ${fault.when} ${nth}`).join(", then ");
  return { name, run: async () => resultOf(await runWithFaults(points), name) };
}

function resultOf({ double, lost, differs, unsettled, hits }: CrashRun, name: string): CaseResult {
  const failed = [...double, ...lost, ...differs, ...unsettled];
  const where = `${name} (${hits.join(", then ")})`;
  return { double: double.length, lost: lost.length, failed: failed.map((line) => `${where}: ${line}`) };
}
