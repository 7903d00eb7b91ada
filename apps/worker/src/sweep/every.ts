import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "pino";

/** While work fails its pauses double up to this: an outage of a minute leaves a few lines in the log, not hundreds. */
const FAILING_PAUSE_MAX_MS = 5_000;

export type Loop = { readonly stop: () => Promise<void> };

/**
 * Runs work now and again `ms` after each end, until stopped; a failure is logged and the next turn comes. `work` says
 * whether there is more to do at once.
 */
export function every(ms: number, log: Logger, name: string, work: () => Promise<boolean>): Loop {
  const stopping = new AbortController();
  const running = (async () => {
    let failures = 0;
    while (!stopping.signal.aborted) {
      let more = false;
      try {
        more = await work();
        failures = 0;
      } catch (error) {
        failures += 1;
        log.warn({ err: error, loop: name }, "loop failed, it goes on");
      }
      const pauseMs = Math.max(ms, Math.min(ms * 2 ** failures, FAILING_PAUSE_MAX_MS));
      if (!more) await delay(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}
