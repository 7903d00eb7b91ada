import { setTimeout as realDelay } from "node:timers/promises";
import type { Boundary } from "./boundary.ts";
import type { Strands } from "./strands.ts";
import type { Turns } from "./turns.ts";
import type { VirtualTime } from "./virtual-time.ts";

/** A process with a boundary: a worker, or the host's side. */
export type Actor = { readonly name: string; readonly boundary: Boundary };

export type Work = {
  readonly worker: Actor;
  readonly does: () => Promise<unknown>;
  /** It only waits for what an earlier one began, and what froze meanwhile. */
  readonly goesOn?: boolean;
};

/** How something that a worker did came to its end. */
export type Ending =
  | { readonly kind: "done" }
  | { readonly kind: "failed"; readonly error: unknown }
  | { readonly kind: "gone" }
  | { readonly kind: "frozen" };

/** Something that is neither a crossing nor a timer, such as a library's own pause: it is given this long, in real time. */
const OUTSIDE_MAX_MS = 20_000;

/** Lets everything happen that these works lead to; time goes on only where nothing else can. */
export async function until(
  {
    turns,
    time,
    strands,
    tick,
  }: {
    readonly turns: Turns;
    readonly time: VirtualTime;
    readonly strands: Strands;
    readonly tick: () => number;
  },
  works: readonly Work[],
): Promise<readonly Ending[]> {
  const endings = new Map<Work, Ending>();
  for (const work of works) {
    const { worker, does, goesOn = false } = work;
    void (goesOn ? does() : strands.run(worker.boundary, tick(), does)).then(
      () => endings.set(work, { kind: "done" }),
      (error: unknown) => endings.set(work, { kind: "failed", error }),
    );
  }
  const endingOf = (work: Work): Ending | null => {
    const ending = endings.get(work);
    if (ending) return ending;
    if (work.worker.boundary.isGone) return { kind: "gone" };
    return work.worker.boundary.isFrozen ? { kind: "frozen" } : null;
  };
  let quietSince: number | null = null;
  for (;;) {
    await turns.quiet();
    const ended = works.map(endingOf);
    if (ended.every((ending) => ending !== null)) return ended;
    if (await time.advanceToNext()) {
      quietSince = null;
      continue;
    }
    quietSince ??= performance.now();
    if (performance.now() - quietSince > OUTSIDE_MAX_MS) throw new Error("nothing moves any more");
    await realDelay(1);
  }
}
