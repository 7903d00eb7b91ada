import { type FaultPhase, faultPhases, type FaultRule } from "./fault-rule.ts";
import { type FaultTarget, hits } from "./fault-target.ts";

type Entry = { readonly rule: FaultRule; readonly random: () => number; seen: number; fired: number };

/** The faults that are switched on. Kept in memory only: a restarted simulator is a healthy one. */
export class FaultBook {
  #entries: Entry[] = [];

  add(rule: FaultRule): void {
    this.#entries.push({ rule, random: seededRandom(rule.seed), seen: 0, fired: 0 });
  }

  remove(id: string): boolean {
    const before = this.#entries.length;
    this.#entries = this.#entries.filter(({ rule }) => rule.id !== id);
    return this.#entries.length < before;
  }

  clear(): void {
    this.#entries = [];
  }

  list(): readonly { readonly rule: FaultRule; readonly seen: number; readonly fired: number }[] {
    return this.#entries;
  }

  /**
   * The first fault of a phase that hits this call, which counts as fired. Every fault of the phase that matches has seen
   * the call, so that one does not disturb the count or the chance of another.
   */
  strike(phase: FaultPhase, target: FaultTarget): FaultRule | null {
    let struck: Entry | null = null;
    for (const entry of this.#entries) {
      if (faultPhases[entry.rule.kind] !== phase || !hits(entry.rule.match, target)) continue;
      entry.seen += 1;
      if (isDue(entry)) struck ??= entry;
    }
    if (struck === null) return null;
    struck.fired += 1;
    return struck.rule;
  }
}

function isDue({ rule, random, seen, fired }: Entry): boolean {
  const drawn = rule.probability < 1 ? random() : 0;
  if (rule.nth !== null && seen !== rule.nth) return false;
  if (rule.everyNth !== null && seen % rule.everyNth !== 0) return false;
  if (seen <= rule.after) return false;
  if (rule.count !== null && fired >= rule.count) return false;
  return rule.probability >= 1 || drawn < rule.probability;
}

/** Mulberry32: the same seed gives the same faults. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
