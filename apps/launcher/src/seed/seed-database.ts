import { seedDemo, type SeedOutcome } from "@payrun/demo";
import type { Environment } from "@payrun/environment";
import { createProvider } from "@payrun/provider";
import type { SeedArguments } from "../read-arguments.ts";
import { payPreviousBatch, type PayPreviousOptions } from "./pay-previous-batch.ts";

export type SeedDatabaseOptions = PayPreviousOptions & {
  readonly configured: Environment;
  /** The simulator; null when none answers. */
  readonly apiBase: URL | null;
  readonly wanted: SeedArguments;
  /** The business clock. */
  readonly now: Date;
};

/**
 * Fills the database with demo data, once; with a simulator the previous schedule date is paid on the way.
 *
 * @throws when a server does not answer, the worker fails, or the signal says stop.
 */
export async function seedDatabase(options: SeedDatabaseOptions): Promise<SeedOutcome> {
  const { db, configured, apiBase, wanted, now, onProgress, signal } = options;
  const provider =
    apiBase === null
      ? null
      : createProvider({ secretKey: configured.stripe.secretKey, apiBase, mode: "simulator" });
  try {
    return await seedDemo({
      db,
      simulator: apiBase === null || provider === null ? null : { apiBase, provider },
      ...wanted,
      schedule: configured.payoutSchedule,
      holdDays: configured.holdDays,
      now,
      payBatch: (date) => payPreviousBatch(options, date),
      onProgress: (step, done, total) => {
        signal.throwIfAborted();
        onProgress(step, done, total);
      },
    });
  } finally {
    provider?.close();
  }
}

/** What came of it, in one line. */
export function describeSeed(outcome: SeedOutcome, { creators, seed }: SeedArguments): string {
  switch (outcome.kind) {
    case "seeded":
      return `Demo data: ${outcome.creators} creators, seed ${outcome.seed}.`;
    case "already_seeded": {
      const other =
        outcome.creators === creators && outcome.seed === seed ? "" : "; a database is seeded once";
      return `Demo data: already seeded with ${outcome.creators} creators, seed ${outcome.seed}${other}.`;
    }
    case "refused":
      return `No demo data in this database: ${outcome.reason}.`;
  }
}
