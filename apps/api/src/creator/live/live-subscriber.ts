import type { LiveArea, LiveChange, LivePlace, LiveReading } from "@payrun/db";

/** Something of her pages has changed. `id` is the place to resume from when this was the last that she heard. */
export type LiveEvent = { readonly id: string; readonly area: LiveArea };

export type LiveSubscriber = {
  readonly listenerId: string;
  readonly sessionId: string;
  /** Where an earlier connection of this page ended; null: it has none. */
  readonly resumesFrom: LivePlace | null;
  /** Below it she has seen all that there will ever be; null: she has seen nothing yet. */
  readonly seenBelow: () => bigint | null;
  /** Begins with `everything`: she has loaded her pages at some time before. */
  readonly begin: (reading: LiveReading, changes: readonly LiveChange[]) => void;
  /** Takes what of these changes, all hers, she has not seen. */
  readonly take: (reading: LiveReading, changes: readonly LiveChange[]) => void;
  /** Transactions below this one may change things without saying so: look at everything once they have ended. */
  readonly lookAgainAfter: (txId: bigint) => void;
  readonly looksAgain: () => boolean;
  /** Ends `events` at once, with this. */
  readonly end: (error: Error) => void;
  readonly events: (signal: AbortSignal | undefined) => AsyncGenerator<LiveEvent, void>;
};

/** One open page: what it has seen, and what it still has to hear. Each area waits at most once, however slow the page. */
export function liveSubscriber({
  listenerId,
  sessionId,
  resumesFrom,
}: Pick<LiveSubscriber, "listenerId" | "sessionId" | "resumesFrom">): LiveSubscriber {
  const waiting = new Map<LiveArea, string>();
  /** Rows that she has seen of transactions beside which others still run: they are read again. */
  let seen = new Map<bigint, bigint>();
  let seenBelow: bigint | null = null;
  let lookAgainAfter: bigint | null = null;
  let ended: Error | null = null;
  let wake = (): void => undefined;

  const tell = (area: LiveArea, id: string): void => {
    const told = waiting.has("everything") ? "everything" : area;
    if (told === "everything") waiting.clear();
    // To the end: who stops listening after one event must get all the later ones when she comes back.
    waiting.delete(told);
    waiting.set(told, id);
    wake();
  };
  const goOn = (reading: LiveReading, changes: readonly LiveChange[]): void => {
    seenBelow = reading.settled;
    const open = changes.filter(({ txId }) => txId >= reading.settled);
    seen = new Map(open.map(({ id, txId }) => [id, txId]));
    if (lookAgainAfter === null || reading.settled < lookAgainAfter) return;
    lookAgainAfter = null;
    tell("everything", idOf({ txId: reading.settled, id: 0n }));
  };

  return {
    listenerId,
    sessionId,
    resumesFrom,
    seenBelow: () => seenBelow,
    begin: (reading, changes) => {
      tell("everything", idOf({ txId: reading.settled, id: 0n }));
      goOn(reading, changes);
    },
    take: (reading, changes) => {
      for (const change of changes) {
        if (change.txId < (seenBelow ?? 0n) || seen.has(change.id)) continue;
        tell(change.area, idOf(change.txId < reading.settled ? change : { txId: reading.settled, id: 0n }));
      }
      goOn(reading, changes);
    },
    lookAgainAfter: (txId) => {
      lookAgainAfter = txId;
    },
    looksAgain: () => lookAgainAfter !== null,
    end: (error) => {
      ended = error;
      wake();
    },
    async *events(signal) {
      const onAbort = (): void => wake();
      signal?.addEventListener("abort", onAbort);
      try {
        for (;;) {
          if (signal?.aborted) return;
          if (ended !== null) throw ended;
          const [next] = waiting;
          if (next === undefined) {
            await new Promise<void>((resolve) => (wake = resolve));
            continue;
          }
          const [area, id] = next;
          waiting.delete(area);
          yield { id, area };
        }
      } finally {
        signal?.removeEventListener("abort", onAbort);
      }
    },
  };
}

function idOf({ txId, id }: LivePlace): string {
  return `${txId}.${id}`;
}
