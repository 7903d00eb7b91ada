import {
  forgetListeners,
  keepListening,
  openWebSessions,
  readLiveChanges,
  readMissedChanges,
  type Database,
  type LiveChange,
  type LivePlace,
  type LiveReading,
} from "@payrun/db";
import type { FastifyBaseLogger } from "fastify";
import { RefusalError } from "../../trpc/refusal.ts";
import { liveSubscriber, type LiveEvent, type LiveSubscriber } from "./live-subscriber.ts";
import { wakeUpCall } from "./wake-up-call.ts";

/** Tells open pages what has changed, one reader for all pages of this process. */
export type LiveFeed = {
  /**
   * What changes for somebody from now on, or from where an earlier connection ended. Goes on until the signal, and is
   * refused once her session is over.
   *
   * @throws RefusalError `not_signed_in`, `unavailable` (the process ends: come back to another one)
   */
  readonly follow: (
    visitor: { readonly listenerId: string; readonly sessionId: string },
    seen: LivePlace | null,
    signal: AbortSignal | undefined,
  ) => AsyncGenerator<LiveEvent, void>;
  /** Pages that listen now. */
  readonly count: () => number;
  /** Ends every page's stream at once. */
  readonly close: () => Promise<void>;
};

export const liveChannel = "payrun_live";

const settings = {
  /** Heard nothing for this long: look all the same, and ask whether the sessions are still open. */
  patienceMs: 15_000,
  /** The same while nothing can be heard. */
  deafPatienceMs: 2_000,
  /** A burst of changes is read together. */
  gapMs: 25,
  /** How often the database hears that pages are still open; it believes it for much longer. */
  keepMs: 120_000,
};

export function openLiveFeed(
  { db, log }: { readonly db: Database; readonly log: FastifyBaseLogger },
  { patienceMs, deafPatienceMs, gapMs, keepMs }: typeof settings = settings,
): LiveFeed {
  const subscribers = new Set<LiveSubscriber>();
  const call = wakeUpCall();
  let running: Promise<void> | null = null;
  let closed = false;

  /** Reads while somebody listens. The connection that hears wake-up calls is there for just as long. */
  async function run(): Promise<void> {
    const listener = db.listen(liveChannel, call.ring);
    const due = { keep: 0, sessions: Date.now() + patienceMs };
    try {
      while (subscribers.size > 0) {
        const began = Date.now();
        const failed = await round(due).then(
          () => false,
          (error: unknown) => {
            log.warn({ err: error }, "live changes could not be read");
            return true;
          },
        );
        // However much there is to read: four fifths of the time nobody reads it.
        await call.pause(Math.max(gapMs, Math.min(4 * (Date.now() - began), deafPatienceMs)));
        const isSure = listener.isUp() && !failed && [...subscribers].every((each) => !each.looksAgain());
        await call.heard(isSure ? patienceMs : deafPatienceMs);
      }
    } finally {
      await listener.close();
    }
  }

  function start(): void {
    if (running !== null || subscribers.size === 0) return;
    // Somebody may have come while the last run was ending.
    running = run().finally(() => {
      running = null;
      start();
    });
  }

  async function round(due: { keep: number; sessions: number }): Promise<void> {
    const all = [...subscribers];
    const joining = all.filter((each) => each.seenBelow() === null);
    const keepsAll = Date.now() >= due.keep;
    const begun = await keepListening(
      db,
      (keepsAll ? all : joining).map((each) => each.listenerId),
    );
    if (keepsAll) {
      await forgetListeners(db);
      due.keep = Date.now() + keepMs;
    }
    const resuming = joining.flatMap(({ listenerId, resumesFrom }) =>
      resumesFrom === null ? [] : [{ listenerId, ...resumesFrom }],
    );
    if (resuming.length > 0) await resume(joining, resuming);
    await readOn(all, begun);
    if (Date.now() >= due.sessions) {
      await endClosedSessions(all);
      due.sessions = Date.now() + patienceMs;
    }
  }

  async function readOn(all: readonly LiveSubscriber[], begun: ReadonlySet<string>): Promise<void> {
    const reading = await readLiveChanges(db, { listenerIds: listenersOf(all), fromTx: lowest(all) });
    const changesOf = changesByListener(reading);
    for (const each of all) {
      if (begun.has(each.listenerId) && reading.settled < reading.next) each.lookAgainAfter(reading.next);
      const changes = changesOf(each.listenerId);
      if (each.seenBelow() === null) each.begin(reading, changes);
      else each.take(reading, changes);
    }
  }

  async function resume(
    joining: readonly LiveSubscriber[],
    places: readonly (LivePlace & { readonly listenerId: string })[],
  ): Promise<void> {
    const reading = await readMissedChanges(db, places);
    const changesOf = changesByListener(reading);
    for (const each of joining) {
      const { resumesFrom, listenerId } = each;
      if (resumesFrom === null) continue;
      // Two pages of one person may resume from different places; id 0 is no row, but the loss of a place.
      each.take(
        reading,
        changesOf(listenerId).filter((change) => change.id === 0n || isBehind(change, resumesFrom)),
      );
    }
  }

  async function endClosedSessions(all: readonly LiveSubscriber[]): Promise<void> {
    const open = await openWebSessions(
      db,
      all.map((each) => each.sessionId),
    );
    for (const each of all)
      if (!open.has(each.sessionId)) each.end(new RefusalError({ code: "not_signed_in" }));
  }

  return {
    async *follow({ listenerId, sessionId }, seen, signal) {
      if (closed) throw goingAway();
      const subscriber = liveSubscriber({ listenerId, sessionId, resumesFrom: seen });
      subscribers.add(subscriber);
      call.ring();
      start();
      try {
        yield* subscriber.events(signal);
      } finally {
        subscribers.delete(subscriber);
        if (subscribers.size === 0) call.ring();
      }
    },
    count: () => subscribers.size,
    close: async () => {
      closed = true;
      for (const each of subscribers) each.end(goingAway());
      subscribers.clear();
      call.ring();
      await running;
    },
  };
}

function goingAway(): RefusalError {
  return new RefusalError({ code: "unavailable", retryAfterSeconds: 1 });
}

function listenersOf(all: readonly LiveSubscriber[]): readonly string[] {
  return [...new Set(all.map((each) => each.listenerId))];
}

/** From where a reading for all must begin; null: nobody has seen anything yet. */
function lowest(all: readonly LiveSubscriber[]): bigint | null {
  return all.reduce<bigint | null>((least, each) => {
    const below = each.seenBelow();
    return least === null || (below !== null && below < least) ? below : least;
  }, null);
}

function changesByListener({ changes }: LiveReading): (listenerId: string) => readonly LiveChange[] {
  const byListener = Map.groupBy(changes, (change) => change.listenerId);
  return (listenerId) => byListener.get(listenerId) ?? [];
}

function isBehind(change: LivePlace, place: LivePlace): boolean {
  return change.txId === place.txId ? change.id > place.id : change.txId > place.txId;
}
