import type { Database } from "@payrun/db";
import type { PayoutSchedule } from "@payrun/payouts-core";
import type { StripeMode } from "@payrun/environment";
import type { Provider } from "@payrun/provider";
import type { FastifyBaseLogger } from "fastify";
import type { BusinessClock } from "@payrun/environment";
import type { LiveFeed } from "./creator/live/live-feed.ts";

/** What the API works with. Nothing of it needs to answer when the API starts. */
export type ApiDeps = {
  readonly db: Database;
  /** @throws when the queue's store does not answer. */
  readonly pingQueue: () => Promise<void>;
  /** Names of migrations that the database lacks. */
  readonly pendingMigrations: () => Promise<readonly string[]>;
  /** For links to Stripe's pages and for reading an account. Nothing here moves money. */
  readonly provider: Provider;
  readonly clock: BusinessClock;
  readonly log: FastifyBaseLogger;
  readonly settings: ApiSettings;
  /** What tells open pages that something changed. */
  readonly live: LiveFeed;
};

export type ApiSettings = {
  readonly mode: StripeMode;
  readonly schedule: PayoutSchedule;
  readonly holdDays: number;
  /** The platform's, minor units by currency. */
  readonly minimumMinor: Readonly<Record<string, bigint>>;
  /** Where the web app is, e.g. `https://pay.example.com`: its requests and no other page's are believed. */
  readonly webOrigin: string;
  readonly adminOrigin: string;
  /** Whom creators write to. */
  readonly supportEmail?: string | null;
  /** Addresses and networks whose `X-Forwarded-For` is believed, e.g. `10.0.0.0/8`; without it only this machine's. */
  readonly trustedProxies?: readonly string[];
  /** Signs session cookies and encrypts second factors. */
  readonly authSecret: string;
  /** Null, which production refuses: the cron endpoint lets nobody in. */
  readonly cronSecret: string | null;
  /** Any of them will do. None: the endpoint answers 503 and Stripe delivers again later. */
  readonly webhookSecrets: readonly string[];
  readonly connectWebhookSecrets: readonly string[];
  /** A key to `/v1` that the environment names; null: only keys made by command. */
  readonly hostApiKey: string | null;
};
