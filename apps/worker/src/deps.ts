import type { Database, ProviderMode } from "@payrun/db";
import type { CurrencyCode, PayoutSchedule } from "@payrun/payouts-core";
import type { Provider } from "@payrun/provider";
import type { Logger } from "pino";
import type { FollowingClock } from "@payrun/environment";
import type { OperationalTime } from "./operational-time.ts";

/** How this deployment pays. From the environment, except for what tests scale down. */
export type PaySettings = {
  readonly mode: ProviderMode;
  readonly schedule: PayoutSchedule;
  readonly chunkSize: number;
  readonly minimumMinor: Readonly<Record<CurrencyCode, bigint>>;
  /** Creators planned in one transaction. */
  readonly planPageSize: number;
  /** How long an attempt belongs to a worker that says nothing; renewed at a third of it. */
  readonly leaseMs: number;
  /** Nothing moved for this long although it could: the queue lost its jobs. */
  readonly idleMs: number;
};

/** What every job gets. */
export type Deps = {
  readonly db: Database;
  readonly provider: Provider;
  readonly clock: FollowingClock;
  readonly time: OperationalTime;
  readonly settings: PaySettings;
  readonly log: Logger;
  /** Where the web app is: links in mails lead there. */
  readonly webOrigin: string;
  /** Whom creators write to. */
  readonly supportEmail?: string | null;
};
