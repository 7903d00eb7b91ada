import {
  batchesIn,
  forgottenEvents,
  idleBatches,
  noteStoppedBatches,
  stageChunkJobs,
  stageJobs,
} from "@payrun/db";
import type { Queues } from "@payrun/queue";
import type { Deps } from "../deps.ts";
import type { Gate } from "../gate.ts";
import { startDueBatch } from "../jobs/start-due-batch.ts";
import { completeBatch } from "../pay/complete-batch.ts";
import { fundBatch } from "../plan/open-batch.ts";
import { resolveUnknownTransfers } from "../unknown/resolve-unknown-transfers.ts";
import { takeOver } from "../unknown/take-over.ts";
import { schedules } from "./schedules.ts";

/** One sweeper at a time in the whole deployment. */
const SWEEPER_LOCK = 727_003;
/** 200 chunks are 5,000 payouts: minutes of work, and a small message. The rest comes with a later sweep. */
const CHUNKS_RESTAGED_MAX = 200;

/**
 * Everything that must move although the queue lost it, a worker died, or nobody called: PostgreSQL is the truth, and
 * this reads it. Each step stands alone, so trouble with one, or Stripe being away, never keeps the others from running.
 *
 * @param gate must be open before anything is sent.
 */
export async function sweep(
  deps: Deps,
  queues: Queues,
  { chunkConcurrency, gate }: { readonly chunkConcurrency: number; readonly gate: Pick<Gate, "open"> },
): Promise<void> {
  const steps: Record<string, () => Promise<void>> = {
    "take over ended leases": () => takeOver(deps),
    "start the due batch": () => startDueBatch(deps),
    "resume planning": () => resumePlanning(deps),
    "restage planned items": () => restageIdle(deps),
    "fund waiting batches": () => fundWaiting(deps),
    "complete what is done": () => completeDone(deps),
    "say what is stopped": () => noteStoppedBatches(deps.db),
    "apply forgotten events": () => applyForgotten(deps),
    "register schedules": async () => {
      await queues.register(schedules(deps.settings.schedule));
      await queues.limitChunks(chunkConcurrency);
    },
    "resolve unknown transfers": async () => {
      await gate.open();
      await resolveUnknownTransfers(deps);
    },
  };
  await deps.clock.follow();
  await deps.db.exclusively(SWEEPER_LOCK, async () => {
    for (const [name, step] of Object.entries(steps)) {
      try {
        await step();
      } catch (error) {
        deps.log.warn({ err: error, step: name }, "sweep step failed, it comes again");
      }
    }
  });
}

async function resumePlanning(deps: Deps): Promise<void> {
  const batches = await batchesIn(deps.db, ["planning"]);
  await stageJobs(
    deps.db,
    batches.map(({ batchId }) => ({
      name: "create-payout-batch",
      payload: { batchId },
      dedupeKey: `plan/${batchId}`,
    })),
  );
}

async function restageIdle(deps: Deps): Promise<void> {
  for (const batchId of await idleBatches(deps.db, { idleMs: deps.settings.idleMs })) {
    const staged = await stageChunkJobs(deps.db, batchId, { chunksMax: CHUNKS_RESTAGED_MAX });
    if (staged > 0) deps.log.warn({ batchId, chunks: staged }, "nothing moved: chunks staged again");
  }
}

async function fundWaiting(deps: Deps): Promise<void> {
  const batches = await batchesIn(deps.db, ["awaiting_funds", "processing", "completed"]);
  const waiting = batches.filter(
    (batch) => batch.status === "awaiting_funds" || batch.awaitingFundsCount > 0,
  );
  for (const { batchId } of waiting) await fundBatch(deps, batchId);
}

async function completeDone(deps: Deps): Promise<void> {
  const batches = await batchesIn(deps.db, ["processing", "paused", "awaiting_funds"]);
  for (const { batchId } of batches.filter((batch) => batch.planned && batch.openCount === 0)) {
    await deps.db.transaction((tx) => completeBatch(deps, tx, batchId));
  }
}

async function applyForgotten(deps: Deps): Promise<void> {
  const eventIds = await forgottenEvents(deps.db, { olderThanMs: 60_000, limit: 500 });
  await stageJobs(
    deps.db,
    eventIds.map((eventId) => ({
      name: "apply-stripe-event",
      payload: { eventId },
      dedupeKey: `stripe-event/${eventId}`,
    })),
  );
}
