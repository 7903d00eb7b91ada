import type { RawParameters } from "../protocol/parameter.ts";
import { isObject } from "../protocol/parameter.ts";
import { type FaultMatch, type FaultPhase, faultPhases, type FaultRule } from "./fault-rule.ts";

export type FaultTarget = {
  readonly method: string;
  readonly path: string;
  readonly idempotencyKey: string | null;
  readonly parameters: RawParameters;
};

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

  /** The first fault of a phase that hits this call, which counts as fired. */
  strike(phase: FaultPhase, target: FaultTarget): FaultRule | null {
    for (const entry of this.#entries) {
      if (faultPhases[entry.rule.kind] !== phase || !matches(entry.rule.match, target)) continue;
      entry.seen += 1;
      const { nth, count, probability } = entry.rule;
      if (nth !== null && entry.seen !== nth) continue;
      if (count !== null && entry.fired >= count) continue;
      if (probability < 1 && entry.random() >= probability) continue;
      entry.fired += 1;
      return entry.rule;
    }
    return null;
  }
}

function matches(match: FaultMatch, { method, path, idempotencyKey, parameters }: FaultTarget): boolean {
  if (match.method !== undefined && match.method !== method) return false;
  if (match.path !== undefined && !pathMatches(match.path, path)) return false;
  if (match.destination !== undefined && match.destination !== parameters["destination"]) return false;
  if (match.idempotencyKey !== undefined && match.idempotencyKey !== idempotencyKey) return false;
  const metadata = isObject(parameters["metadata"]) ? parameters["metadata"] : {};
  return Object.entries(match.metadata ?? {}).every(([name, value]) => metadata[name] === value);
}

function pathMatches(pattern: string, path: string): boolean {
  return pattern.endsWith("*") ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
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
