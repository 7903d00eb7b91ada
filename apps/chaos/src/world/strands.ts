import { AsyncLocalStorage } from "node:async_hooks";

/** Of a process: what it does may end with it, or stand as long as it is frozen. */
export type Process = { readonly isGone: boolean; readonly isFrozen: boolean };

/** One of the things that are done side by side. */
export type Strand = {
  readonly no: number;
  readonly process: Process;
  /** The crossing at which it began. */
  readonly begunTick: number;
  /** What it has asked for and not got yet: turns, statements that wait for a lock, pauses. */
  readonly pending: Set<object>;
};

/** So long a strand that has asked for nothing is looked at while it may wait for another one of its process. */
const LOOKS_MAX = 20;

/**
 * Knows of each thing that is done whether it runs or waits, so that nobody is given a turn while somebody is about to ask
 * for it.
 */
export class Strands {
  readonly #context = new AsyncLocalStorage<Strand>();
  readonly #live = new Set<Strand>();
  #count = 0;

  get current(): Strand | undefined {
    return this.#context.getStore();
  }

  async run<T>(process: Process, begunTick: number, does: () => Promise<T>): Promise<T> {
    const strand: Strand = { no: (this.#count += 1), process, begunTick, pending: new Set() };
    this.#live.add(strand);
    try {
      return await this.#context.run(strand, does);
    } finally {
      this.#live.delete(strand);
    }
  }

  /** Waits for something that the world decides: meanwhile the others may go on. */
  async waiting<T>(what: Promise<T>): Promise<T> {
    const strand = this.current;
    if (!strand) return what;
    strand.pending.add(what);
    try {
      return await what;
    } finally {
      strand.pending.delete(what);
    }
  }

  /**
   * Whether each waits, froze or is gone. One that does none of these is busy: it is waited for. Only where another one of
   * its process waits it may be waiting for that one.
   *
   * @param looks how often this was asked since anything happened.
   */
  areSettled(looks: number): boolean {
    for (const strand of this.#live) {
      const { isGone, isFrozen } = strand.process;
      if (isGone) this.#live.delete(strand);
      else if (!isFrozen && strand.pending.size === 0 && (looks < LOOKS_MAX || !this.#hasPeer(strand)))
        return false;
    }
    return true;
  }

  #hasPeer({ process }: Strand): boolean {
    for (const other of this.#live) if (other.process === process && other.pending.size > 0) return true;
    return false;
  }
}
