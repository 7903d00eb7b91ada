import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "pino";

export type Loop = { readonly stop: () => Promise<void> };

/**
 * Runs work now and again `ms` after each end, until stopped; a failure is logged and the next turn comes. `work` says
 * whether there is more to do at once.
 */
export function every(ms: number, log: Logger, name: string, work: () => Promise<boolean>): Loop {
  const stopping = new AbortController();
  const running = (async () => {
    while (!stopping.signal.aborted) {
      let more = false;
      try {
        more = await work();
      } catch (error) {
        log.warn({ err: error, loop: name }, "loop failed, it goes on");
      }
      if (!more) await delay(ms, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}
