import type { Database } from "@payrun/db";
import type { PayoutSchedule } from "@payrun/payouts-core";
import type { StripeMode } from "@payrun/environment";
import type { FastifyBaseLogger } from "fastify";
import type { BusinessClock } from "@payrun/environment";

/** What the API works with. Nothing of it needs to answer when the API starts. */
export type ApiDeps = {
  readonly db: Database;
  /** @throws when the queue's store does not answer. */
  readonly pingQueue: () => Promise<void>;
  /** Names of migrations that the database lacks. */
  readonly pendingMigrations: () => Promise<readonly string[]>;
  readonly clock: BusinessClock;
  readonly log: FastifyBaseLogger;
  readonly settings: ApiSettings;
};

export type ApiSettings = {
  readonly mode: StripeMode;
  readonly schedule: PayoutSchedule;
  readonly holdDays: number;
  /** Null, which production refuses: the cron endpoint lets nobody in. */
  readonly cronSecret: string | null;
  /** Any of them will do. None: the endpoint answers 503 and Stripe delivers again later. */
  readonly webhookSecrets: readonly string[];
  readonly connectWebhookSecrets: readonly string[];
  /** A key to `/v1` that the environment names; null: only keys made by command. */
  readonly hostApiKey: string | null;
};
