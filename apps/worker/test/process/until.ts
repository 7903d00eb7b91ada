import { setTimeout as delay } from "node:timers/promises";

const LOOK_AGAIN_MS = 50;

/**
 * Looks again and again until there is something to see: anything but null, undefined and false.
 *
 * @throws when the deadline passes, with what was waited for and the last error of looking.
 */
export async function until<Seen>(
  what: string,
  limitMs: number,
  look: () => Promise<Seen | null | undefined | false> | Seen | null | undefined | false,
): Promise<Seen> {
  const deadline = performance.now() + limitMs;
  let trouble: unknown;
  do {
    try {
      const seen = await look();
      if (seen !== null && seen !== undefined && seen !== false) return seen;
      trouble = undefined;
    } catch (error) {
      trouble = error;
    }
    await delay(LOOK_AGAIN_MS);
  } while (performance.now() < deadline);
  throw new Error(`not within ${limitMs / 1000} s: ${what}`, { cause: trouble });
}
