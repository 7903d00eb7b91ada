import { seededRandom } from "../../faults/fault-book.ts";
import type { DeliveryRow } from "../../state/rows.ts";

/** What can go wrong between an event and its receiver. */
export const deliveryFaultKinds = ["duplicate", "reorder", "delay", "lose", "twin"] as const;

export type DeliveryFaultKind = (typeof deliveryFaultKinds)[number];

export type DeliveryFaultRule = {
  readonly id: string;
  readonly kind: DeliveryFaultKind;
  /** Which deliveries it hits; all that is given must hold. A type that ends in `*` matches what begins so. */
  readonly match: { readonly type?: string; readonly endpoint?: string; readonly account?: string };
  /** Only the n-th match, from 1. */
  readonly nth: number | null;
  /** How often it strikes at most. */
  readonly count: number | null;
  /** 0 to 1, drawn per match from a generator with `seed`. */
  readonly probability: number;
  readonly seed: number;
  /** `duplicate`: how often the event is sent in all. */
  readonly times: number;
  /** `reorder`: how many deliveries are held back and then sent in another order. */
  readonly hold: number;
  /** `delay`: seconds of the simulator's clock. */
  readonly seconds: number;
};

/** `endpoint` is null for the event itself, which `twin` is about. */
export type DeliveryTarget = {
  readonly type: string;
  readonly endpoint: string | null;
  readonly account: string | null;
};

export type DeliveryFate = {
  readonly lost: boolean;
  readonly times: number;
  readonly delaySeconds: number;
  /** The fault that holds it back. */
  readonly heldBy: string | null;
};

type Entry = {
  readonly rule: DeliveryFaultRule;
  readonly random: () => number;
  seen: number;
  fired: number;
  held: DeliveryRow[];
};

/** The delivery faults that are switched on. In memory only: a restarted simulator delivers what was held back. */
export class DeliveryFaultBook {
  #entries: Entry[] = [];

  add(rule: DeliveryFaultRule): void {
    this.#entries.push({ rule, random: seededRandom(rule.seed), seen: 0, fired: 0, held: [] });
  }

  list(): readonly Readonly<Entry>[] {
    return this.#entries;
  }

  /** Switches one fault off, or all; gives what they held back, each fault's in its new order. */
  remove(id: string | null): { readonly removed: number; readonly held: DeliveryRow[][] } {
    const gone = this.#entries.filter(({ rule }) => id === null || rule.id === id);
    this.#entries = this.#entries.filter((entry) => !gone.includes(entry));
    return { removed: gone.length, held: gone.map((entry) => shuffled(entry.held, entry.random)) };
  }

  clear(): void {
    this.#entries = [];
  }

  /** Whether the fact gets a second event. */
  strikeEvent(target: DeliveryTarget): boolean {
    return this.#struck(target, (kind) => kind === "twin").length > 0;
  }

  /** What becomes of one delivery. Every fault that matches counts it. */
  strikeDelivery(target: DeliveryTarget): DeliveryFate {
    const struck = this.#struck(target, (kind) => kind !== "twin");
    const rules = struck.map(({ rule }) => rule);
    return {
      lost: rules.some(({ kind }) => kind === "lose"),
      times: Math.max(1, ...rules.map(({ kind, times }) => (kind === "duplicate" ? times : 1))),
      delaySeconds: Math.max(0, ...rules.map(({ kind, seconds }) => (kind === "delay" ? seconds : 0))),
      heldBy: rules.find(({ kind }) => kind === "reorder")?.id ?? null,
    };
  }

  /** Holds a delivery back; gives all that are held, in another order, once there are enough. */
  hold(id: string, delivery: DeliveryRow): DeliveryRow[] {
    const entry = this.#entries.find(({ rule }) => rule.id === id);
    if (entry === undefined) return [delivery];
    entry.held.push(delivery);
    if (entry.held.length < entry.rule.hold) return [];
    const train = shuffled(entry.held, entry.random);
    entry.held = [];
    return train;
  }

  #struck(target: DeliveryTarget, isOfKind: (kind: DeliveryFaultKind) => boolean): Entry[] {
    return this.#entries.filter((entry) => {
      const { rule } = entry;
      if (!isOfKind(rule.kind) || !matches(rule.match, target)) return false;
      entry.seen += 1;
      if (rule.nth !== null && entry.seen !== rule.nth) return false;
      if (rule.count !== null && entry.fired >= rule.count) return false;
      if (rule.probability < 1 && entry.random() >= rule.probability) return false;
      entry.fired += 1;
      return true;
    });
  }
}

function matches(match: DeliveryFaultRule["match"], { type, endpoint, account }: DeliveryTarget): boolean {
  if (match.endpoint !== undefined && match.endpoint !== endpoint) return false;
  if (match.account !== undefined && match.account !== account) return false;
  if (match.type === undefined) return true;
  return match.type.endsWith("*") ? type.startsWith(match.type.slice(0, -1)) : type === match.type;
}

/** In another order than before, where there is another. */
function shuffled(rows: readonly DeliveryRow[], random: () => number): DeliveryRow[] {
  const mixed = rows
    .map((row) => ({ row, rank: random() }))
    .toSorted((one, other) => one.rank - other.rank)
    .map(({ row }) => row);
  return mixed.every((row, index) => row === rows[index]) ? mixed.toReversed() : mixed;
}
