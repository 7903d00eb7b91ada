import { z } from "zod";
import * as format from "./formats.ts";

type Variable = {
  readonly schema: z.ZodType<unknown, string>;
  readonly example: string;
  /** Never printed, not even when it is wrong. */
  readonly secret?: true;
};

const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

/** Every environment variable that Payrun reads: what it may hold and what to write instead when it is wrong. */
export const variables = {
  NODE_ENV: { schema: z.enum(["production", "development", "test"]), example: "production" },
  LOG_LEVEL: { schema: z.enum(logLevels), example: "info" },
  PAYRUN_DATA_DIR: { schema: z.string(), example: ".data" },
  PAYRUN_NOW: { schema: format.instant, example: "2026-12-01T02:00:00Z" },
  DATABASE_URL: { schema: format.postgresUrl, example: "postgresql://payrun:secret@127.0.0.1:5432/payrun" },
  MIGRATION_DATABASE_URL: {
    schema: format.postgresUrl,
    example: "postgresql://owner:secret@127.0.0.1:5432/payrun",
  },
  REDIS_URL: { schema: format.url(["redis:", "rediss:"]), example: "redis://127.0.0.1:6379" },
  STRIPE_SECRET_KEY: { schema: format.stripeKey, example: "sk_test_…", secret: true },
  STRIPE_API_BASE: { schema: format.serverAddress, example: "http://127.0.0.1:12111" },
  STRIPE_SIMULATOR_PORT: { schema: format.integer(1, 65_535), example: "12111" },
  STRIPE_REQUESTS_PER_SECOND: { schema: format.integer(1, 1_000), example: "20" },
  STRIPE_WEBHOOK_SECRET: { schema: format.webhookSecrets, example: "whsec_…", secret: true },
  STRIPE_CONNECT_WEBHOOK_SECRET: { schema: format.webhookSecrets, example: "whsec_…", secret: true },
  CRON_SECRET: { schema: z.string(), example: "the output of `openssl rand -hex 32`", secret: true },
  AUTH_SECRET: { schema: z.string(), example: "the output of `openssl rand -hex 32`", secret: true },
  HOST_API_KEY: {
    schema: z
      .string()
      .regex(/^payrun_\S{16,}$/, "must start with payrun_ and have at least 16 characters after it"),
    example: "payrun_…",
    secret: true,
  },
  API_PORT: { schema: format.integer(1, 65_535), example: "4000" },
  API_HOST: { schema: format.host, example: "0.0.0.0" },
  WEB_HOST: { schema: format.host, example: "0.0.0.0" },
  WEB_PORT: { schema: format.integer(1, 65_535), example: "3000" },
  WEB_ORIGIN: { schema: format.origin, example: "https://pay.example.com" },
  ADMIN_ORIGIN: { schema: format.origin, example: "https://admin.example.com" },
  TRUSTED_PROXIES: { schema: format.networks, example: "10.0.0.0/8,192.168.1.7" },
  SMTP_URL: { schema: format.url(["smtp:", "smtps:"]), example: "smtps://user:secret@mail.example.com:465" },
  MAIL_FROM: {
    schema: z.string().includes("@", "must hold a mail address"),
    example: "Payrun <payrun@example.com>",
  },
  SUPPORT_EMAIL: { schema: format.email, example: "support@example.com" },
  ADMIN_EMAILS: { schema: format.emailList, example: "finance@example.com,ops@example.com" },
  PAYOUT_DAYS: { schema: format.daysOfMonth, example: "1,15" },
  PAYOUT_HOUR_UTC: { schema: format.integer(0, 23), example: "2" },
  PAYOUT_HOLD_DAYS: { schema: format.integer(0, 365), example: "7" },
  PAYOUT_CHUNK_SIZE: { schema: format.integer(1, 100), example: "25" },
  PAYOUT_CHUNK_CONCURRENCY: { schema: format.integer(1, 100), example: "5" },
  PAYOUT_MINIMUM_MINOR: { schema: format.minimums, example: "USD:2500,EUR:2500,JPY:3000" },
} as const satisfies Record<string, Variable>;

export type VariableName = keyof typeof variables;

/** What was set, and right. */
export type Given = { readonly [Name in VariableName]?: z.output<(typeof variables)[Name]["schema"]> };
