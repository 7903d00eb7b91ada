import { batchProgress, isConnectionLoss, type Database } from "@payrun/db";
import { setTimeout as sleep } from "node:timers/promises";

export type BatchProgress = NonNullable<Awaited<ReturnType<typeof batchProgress>>>;

export type FollowEnd =
  | { readonly kind: "completed" }
  /** Nothing can move by itself any more, or nothing did for too long. */
  | { readonly kind: "stuck"; readonly why: string };

export type FollowOptions = {
  readonly db: Database;
  readonly periodKey: string;
  readonly onProgress: (progress: BatchProgress) => void;
  /** Ends the wait by throwing its reason. */
  readonly signal: AbortSignal;
};

const pollMs = 200;

/** Follows a batch until it is completed, or nothing in it can move without a person. */
export async function followBatch({ db, periodKey, onProgress, signal }: FollowOptions): Promise<FollowEnd> {
  let movedAt = performance.now();
  let seen = "";
  for (;;) {
    const progress = await readProgress(db, periodKey);
    if (progress !== "unreachable") {
      const now = JSON.stringify(progress);
      if (now !== seen) movedAt = performance.now();
      seen = now;
      if (progress !== null) onProgress(progress);
      if (progress?.status === "completed") return { kind: "completed" };
      if (progress?.status === "canceled" || progress?.status === "missed")
        return { kind: "stuck", why: `is ${progress.status}` };
    }
    const { patienceMs, why } = patienceWith(progress);
    const stillMs = performance.now() - movedAt;
    if (stillMs > patienceMs)
      return { kind: "stuck", why: `${why}, and nothing moved for ${Math.round(stillMs / 1000)} s` };
    await sleep(pollMs, undefined, { signal });
  }
}

async function readProgress(db: Database, periodKey: string): Promise<BatchProgress | null | "unreachable"> {
  try {
    return await batchProgress(db, periodKey);
  } catch (error) {
    if (!isConnectionLoss(error)) throw error;
    return "unreachable";
  }
}

/**
 * How long to wait without any movement. What waits for a person or for money gets a moment, in case it was just
 * being cured; a lost queue or a killed worker heals within 2 minutes; an unknown outcome is asked for after 1, 5 and 15.
 */
function patienceWith(progress: BatchProgress | null | "unreachable"): {
  readonly patienceMs: number;
  readonly why: string;
} {
  if (progress === "unreachable")
    return { patienceMs: 180_000, why: "cannot be seen: the database does not answer" };
  if (progress === null) return { patienceMs: 60_000, why: "was not created by the worker" };
  switch (progress.status) {
    case "paused":
      return { patienceMs: 10_000, why: "is paused" };
    case "awaiting_approval":
      return { patienceMs: 10_000, why: "waits for approval" };
    case "awaiting_funds":
      return { patienceMs: 30_000, why: `waits for funds (${progress.awaitingFundsCount} payouts)` };
    case "planning":
    case "processing":
    case "completed":
    case "canceled":
    case "missed":
      return progress.unknownCount > 0 &&
        progress.unknownCount + progress.awaitingFundsCount === progress.openCount
        ? { patienceMs: 20 * 60_000, why: `has ${progress.unknownCount} payouts of unknown outcome` }
        : { patienceMs: 180_000, why: `is ${progress.status} with ${progress.openCount} open payouts` };
  }
}
