import type { PayoutSchedule } from "@payrun/payouts-core";
import { stripeMode, talksToStripe, type StripeMode } from "./stripe-mode.ts";
import type { Given } from "./variables.ts";

/** Everything that is configured from outside, parsed. `null` means "not set", where that is a choice. */
export type Environment = {
  readonly production: boolean;
  readonly logLevel: "trace" | "debug" | "info" | "warn" | "error" | "fatal" | "silent";
  readonly dataDir: string;
  /** Where the business clock starts; null is the real time. Never set where a key talks to Stripe itself. */
  readonly businessNow: Date | null;
  /** Null: the embedded PostgreSQL. */
  readonly databaseUrl: string | null;
  /** Falls back to `databaseUrl`. */
  readonly migrationDatabaseUrl: string | null;
  /** Null: BullMQ's PostgreSQL backend. */
  readonly redisUrl: string | null;
  readonly stripe: {
    readonly secretKey: string;
    readonly mode: StripeMode;
    /** Null exactly where Stripe itself is meant. */
    readonly apiBase: URL | null;
    readonly simulatorPort: number;
    /** Transfers a second, of the whole deployment. */
    readonly requestsPerSecond: number;
  };
  /** Each of them is good; none: the endpoint is not set up. */
  readonly webhookSecrets: readonly string[];
  readonly connectWebhookSecrets: readonly string[];
  readonly cronSecret: string | null;
  readonly authSecret: string | null;
  readonly hostApiKey: string | null;
  readonly apiHost: string;
  readonly apiPort: number;
  /** Where the web app's own server listens. */
  readonly webHost: string;
  readonly webPort: number;
  /** Where browsers find it. */
  readonly webOrigin: string;
  readonly adminOrigin: string;
  /** Addresses and networks whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[];
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  /** Whom creators write to; null: nobody is named, and the platform says elsewhere how it is reached. */
  readonly supportEmail: string | null;
  readonly adminEmails: readonly string[];
  readonly payoutSchedule: PayoutSchedule;
  readonly holdDays: number;
  readonly chunkSize: number;
  /** Chunk jobs at once in the whole deployment. */
  readonly chunkConcurrency: number;
  /** Minor units by currency. */
  readonly minimumMinor: Readonly<Record<string, bigint>>;
};

/** The simulator accepts any test key; this one says in Stripe's and our logs what it is. */
const simulatorKey = "sk_test_payrun_simulator";

/** Fills in the defaults. Expects that nothing contradicts anything. */
export function buildEnvironment(given: Given): Environment {
  const databaseUrl = given.DATABASE_URL ?? null;
  const webOrigin = given.WEB_ORIGIN ?? "http://localhost:3000";
  return {
    production: given.NODE_ENV === "production",
    logLevel: given.LOG_LEVEL ?? "info",
    dataDir: given.PAYRUN_DATA_DIR ?? ".data",
    businessNow: given.PAYRUN_NOW ?? null,
    databaseUrl,
    migrationDatabaseUrl: given.MIGRATION_DATABASE_URL ?? databaseUrl,
    redisUrl: given.REDIS_URL ?? null,
    stripe: buildStripe(given),
    webhookSecrets: given.STRIPE_WEBHOOK_SECRET ?? [],
    connectWebhookSecrets: given.STRIPE_CONNECT_WEBHOOK_SECRET ?? [],
    cronSecret: given.CRON_SECRET ?? null,
    authSecret: given.AUTH_SECRET ?? null,
    hostApiKey: given.HOST_API_KEY ?? null,
    apiHost: given.API_HOST ?? "127.0.0.1",
    apiPort: given.API_PORT ?? 4000,
    webHost: given.WEB_HOST ?? "localhost",
    webPort: given.WEB_PORT ?? portOf(webOrigin),
    webOrigin,
    adminOrigin: given.ADMIN_ORIGIN ?? "http://localhost:3001",
    trustedProxies: given.TRUSTED_PROXIES ?? ["127.0.0.0/8", "::1/128"],
    smtpUrl: given.SMTP_URL ?? null,
    mailFrom: given.MAIL_FROM ?? "Payrun <payrun@localhost>",
    supportEmail: given.SUPPORT_EMAIL ?? null,
    adminEmails: given.ADMIN_EMAILS ?? [],
    payoutSchedule: { days: given.PAYOUT_DAYS ?? [1, 15], hourUtc: given.PAYOUT_HOUR_UTC ?? 2 },
    holdDays: given.PAYOUT_HOLD_DAYS ?? 7,
    chunkSize: given.PAYOUT_CHUNK_SIZE ?? 25,
    chunkConcurrency: given.PAYOUT_CHUNK_CONCURRENCY ?? 5,
    minimumMinor: given.PAYOUT_MINIMUM_MINOR ?? { USD: 2500n, EUR: 2500n, JPY: 3000n },
  };
}

/** Browsers of an `https` origin reach something in front of us, which has that port. */
function portOf(webOrigin: string): number {
  const { protocol, port } = new URL(webOrigin);
  return protocol === "https:" ? 3000 : Number(port || 80);
}

function buildStripe(given: Given): Environment["stripe"] {
  const mode = stripeMode(given);
  const simulatorPort = given.STRIPE_SIMULATOR_PORT ?? 12_111;
  const address = given.STRIPE_API_BASE ?? new URL(`http://127.0.0.1:${simulatorPort}`);
  return {
    secretKey: given.STRIPE_SECRET_KEY ?? simulatorKey,
    mode,
    apiBase: mode === "simulator" && !talksToStripe(address) ? address : null,
    simulatorPort,
    // Half of what Stripe's sandboxes and live accounts take: other programs share the account's limit.
    requestsPerSecond: given.STRIPE_REQUESTS_PER_SECOND ?? (mode === "test" ? 10 : 20),
  };
}
