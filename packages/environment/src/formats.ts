import { isKnownCurrency } from "@payrun/payouts-core";
import { isIP } from "node:net";
import { z } from "zod";

/** A whole number written in decimal digits, within both bounds. */
export function integer(least: number, most: number) {
  return z
    .string()
    .regex(/^\d{1,9}$/, "must be a whole number")
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be from ${least} to ${most}`);
}

/** An absolute URL of one of the schemes, e.g. `["redis:", "rediss:"]`. */
export function url(schemes: readonly string[]) {
  const wanted = schemes.map((scheme) => `${scheme}//`).join(" or ");
  return z.string().refine((value) => {
    const parsed = URL.parse(value);
    return parsed !== null && schemes.includes(parsed.protocol) && parsed.hostname !== "";
  }, `must be a URL that starts with ${wanted} and names a host`);
}

export const postgresUrl = url(["postgresql:", "postgres:"]).refine(
  (value) => (URL.parse(value)?.pathname.length ?? 0) > 1,
  "must name a database after the host",
);

/** Scheme, host and port alone, as a browser sends it. */
export const origin = url(["http:", "https:"])
  .refine((value) => new URL(value).origin === value.replace(/\/$/, ""), "must have no path, query or user")
  .transform((value) => new URL(value).origin);

export const host = z.string().regex(/^[\w.:-]+$/, "must be a host name or address");

/** The address of a server: an origin that may be given with a trailing slash. */
export const serverAddress = origin.transform((value) => new URL(value));

/** Days of the month in rising order, each once: `1,15`. */
export const daysOfMonth = z
  .string()
  .regex(/^\s*\d{1,2}\s*(,\s*\d{1,2}\s*)*$/, "must be days of the month separated by commas")
  .transform((text) => text.split(",").map(Number))
  .refine((days) => days.every((day) => day >= 1 && day <= 31), "must hold days from 1 to 31")
  .refine((days) => new Set(days).size === days.length, "must name each day once")
  .transform((days): readonly number[] => days.toSorted((a, b) => a - b));

/** Minor units per currency: `USD:2500,JPY:3000`. */
export const minimums = z.string().transform((text, context): Readonly<Record<string, bigint>> => {
  const amounts = new Map<string, bigint>();
  for (const part of text.split(",")) {
    const [, currency = "", amount = ""] = /^\s*([A-Z]{3}):(\d{1,15})\s*$/.exec(part) ?? [];
    const problem = minimumProblem(part, currency, amounts.has(currency));
    if (problem !== null) context.addIssue({ code: "custom", message: problem });
    else amounts.set(currency, BigInt(amount));
  }
  return Object.fromEntries(amounts);
});

function minimumProblem(part: string, currency: string, repeated: boolean): string | null {
  if (currency === "") return `has "${part.trim()}" where CURRENCY:minorUnits belongs`;
  if (!isKnownCurrency(currency)) return `has ${currency}, which is not an ISO 4217 currency`;
  return repeated ? `has ${currency} twice` : null;
}

/** An instant with its offset from UTC; a local time would mean something else on every machine. */
export const instant = z
  .string()
  .refine(
    (text) =>
      /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text) &&
      !Number.isNaN(Date.parse(text)),
    "must be an ISO 8601 instant with Z or an offset",
  )
  .transform((text) => new Date(text));

export const email = z.string().regex(/^[^\s@<>]+@[^\s@<>]+$/, "must be a mail address");

export const emailList = z
  .string()
  .transform((text): readonly string[] => text.split(",").map((part) => part.trim()))
  .refine(
    (parts) => parts.every((part) => /^[^\s@]+@[^\s@]+$/.test(part)),
    "must be mail addresses separated by commas",
  );

export const stripeKey = z
  .string()
  .regex(
    /^(sk|rk)_(test|live)_\w+$/,
    "must be a Stripe secret or restricted key (sk_test_…, sk_live_…, rk_…)",
  );

/** Several, separated by commas, while a secret is rolled or where two of Stripe's endpoints lead to one URL of ours. */
export const webhookSecrets = z
  .string()
  .transform((text): readonly string[] => text.split(",").map((part) => part.trim()))
  .refine(
    (parts) => parts.every((part) => /^whsec_[^\s,]+$/.test(part)),
    "must be a webhook signing secret (whsec_…), or several separated by commas",
  );

/** IP addresses and networks in CIDR notation. */
export const networks = z
  .string()
  .transform((text): readonly string[] => text.split(",").map((part) => part.trim()))
  .refine((parts) => parts.every(isNetwork), "must be addresses or networks separated by commas");

function isNetwork(text: string): boolean {
  const [address = "", prefix = "32", ...more] = text.split("/");
  const version = isIP(address);
  if (version === 0 || more.length > 0 || !/^\d{1,3}$/.test(prefix)) return false;
  return Number(prefix) >= 1 && Number(prefix) <= (version === 4 ? 32 : 128);
}
