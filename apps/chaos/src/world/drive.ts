import { setImmediate as nextTurnOfLoop, setTimeout as realDelay } from "node:timers/promises";
import type { Boundary } from "./boundary.ts";
import type { Turns } from "./turns.ts";
import type { VirtualTime } from "./virtual-time.ts";

/** A process with a boundary: a worker, or the host's side. */
export type Actor = { readonly name: string; readonly boundary: Boundary };

export type Work = { readonly worker: Actor; readonly does: () => Promise<unknown> };

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
  { turns, time }: { readonly turns: Turns; readonly time: VirtualTime },
  works: readonly Work[],
): Promise<readonly Ending[]> {
  const endings = new Map<Work, Ending>();
  for (const work of works) {
    void work.does().then(
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
    await turns.idle();
    await nextTurnOfLoop();
    await nextTurnOfLoop();
    if (!turns.isIdle) {
      quietSince = null;
      continue;
    }
    const ended = works.map(endingOf);
    if (ended.every((ending) => ending !== null)) return ended;
    if (await time.advanceToNext()) continue;
    quietSince ??= performance.now();
    if (performance.now() - quietSince > OUTSIDE_MAX_MS) throw new Error("nothing moves any more");
    await realDelay(1);
  }
}
