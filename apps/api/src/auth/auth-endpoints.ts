import { z } from "zod";

/**
 * All of better-auth that can be reached, each with what it takes and what it gives. What is not here answers 404: among it
 * what would list or take session tokens, which never leave their cookie, and what would change a user's role. Fields that
 * are not named are dropped on the way in (`role`) and on the way out (`token`).
 */
export type AuthEndpoint = {
  readonly method: "GET" | "POST";
  /** Below `/api/auth`. */
  readonly path: string;
  readonly body: z.ZodType<Readonly<Record<string, unknown>>>;
  readonly reply: z.ZodType;
  /** Whose tries are counted: of the address alone, of the account that the body names, or of the one that is signed in. */
  readonly tries: "address" | "named" | "own";
  /** It sends a mail to whoever is named: a success is a try as well. */
  readonly mails?: true;
  /** Only for somebody who proved a few minutes ago who she is. */
  readonly fresh?: true;
};

/** Text that PostgreSQL can keep: no NUL and no half of a surrogate pair. */
const keepable = (text: string) => text.isWellFormed() && !text.includes("\0");
const email = z.email().max(254);
const newPassword = z.string().min(12).max(128);
const password = z.string().min(1).max(128);
const token = z.string().min(1).max(2000).refine(keepable);
const code = z.string().trim().min(1).max(32).refine(keepable);
const personName = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .refine((text) => keepable(text) && !/\p{Cc}/u.test(text), "must be plain text");
const passkeyName = personName.optional();
/** A zone that this server does not know is no reason to send somebody away. */
const timeZone = z
  .string()
  .refine((name) => isTimeZone(name))
  .catch("UTC");
const base64Url = z
  .string()
  .regex(/^[\w-]+={0,2}$/)
  .max(20_000);
/** What `navigator.credentials` gave, in JSON. The cryptography is checked by better-auth. */
const webAuthnResponse = z.object({
  id: base64Url,
  rawId: base64Url,
  type: z.literal("public-key"),
  authenticatorAttachment: z.enum(["platform", "cross-platform"]).optional(),
  clientExtensionResults: z.object({}).default({}),
  response: z.record(
    z.string().max(40),
    z.union([base64Url, z.array(z.string().max(40)).max(10), z.number(), z.null()]),
  ),
});

function isTimeZone(name: string): boolean {
  try {
    return name.length <= 64 && new Intl.DateTimeFormat("en", { timeZone: name }).format(0) !== "";
  } catch {
    return false;
  }
}

const done = z.unknown().transform(() => ({ status: true }));
const nothing = z.object({}).default({});
const signedIn = z.object({
  /** True: the password was right, and a second factor is asked for before a session begins. */
  twoFactorRedirect: z.boolean().default(false),
});
const asItIs = z.looseObject({});

export const authEndpoints: readonly AuthEndpoint[] = [
  {
    method: "POST",
    path: "/sign-up/email",
    body: z.object({
      name: personName,
      email,
      password: newPassword,
      locale: z.enum(["en", "de", "ja"]).default("en"),
      timeZone,
    }),
    // The same for an address that is new and for one that is taken.
    reply: done,
    tries: "named",
    mails: true,
  },
  {
    method: "POST",
    path: "/sign-in/email",
    body: z.object({ email, password }),
    reply: signedIn,
    tries: "named",
  },
  { method: "POST", path: "/sign-out", body: nothing, reply: done, tries: "address" },
  {
    method: "GET",
    path: "/get-session",
    body: nothing,
    reply: z
      .object({
        session: z.object({ createdAt: z.string(), expiresAt: z.string() }),
        user: z.object({ id: z.string(), name: z.string(), email: z.string(), emailVerified: z.boolean() }),
      })
      .nullable(),
    tries: "address",
  },
  {
    method: "POST",
    path: "/send-verification-email",
    body: z.object({ email }),
    reply: done,
    tries: "named",
    mails: true,
  },
  {
    method: "POST",
    path: "/request-password-reset",
    body: z.object({ email }),
    reply: done,
    tries: "named",
    mails: true,
  },
  {
    method: "POST",
    path: "/reset-password",
    body: z.object({ token, newPassword }),
    reply: done,
    tries: "address",
  },
  {
    method: "POST",
    path: "/change-password",
    body: z
      .object({ currentPassword: password, newPassword })
      .transform((body) => ({ ...body, revokeOtherSessions: true })),
    reply: done,
    tries: "own",
  },
  {
    method: "POST",
    path: "/change-email",
    body: z.object({ newEmail: email }),
    reply: done,
    tries: "own",
    mails: true,
    fresh: true,
  },
  {
    method: "POST",
    path: "/two-factor/enable",
    body: z.object({ password }).transform((body) => ({ ...body, method: "totp" })),
    reply: z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) }),
    tries: "own",
  },
  {
    method: "POST",
    path: "/two-factor/disable",
    body: z.object({ password }),
    reply: done,
    tries: "own",
    fresh: true,
  },
  {
    method: "POST",
    path: "/two-factor/generate-backup-codes",
    body: z.object({ password }),
    reply: z.object({ backupCodes: z.array(z.string()) }),
    tries: "own",
    fresh: true,
  },
  // No `trustDevice`: the second factor is asked for at every sign-in.
  { method: "POST", path: "/two-factor/verify-totp", body: z.object({ code }), reply: done, tries: "own" },
  {
    method: "POST",
    path: "/two-factor/verify-backup-code",
    body: z.object({ code }),
    reply: done,
    tries: "own",
  },
  {
    method: "GET",
    path: "/passkey/generate-register-options",
    body: nothing,
    reply: asItIs,
    tries: "address",
    fresh: true,
  },
  {
    method: "POST",
    path: "/passkey/verify-registration",
    body: z.object({ response: webAuthnResponse, name: passkeyName }),
    reply: z.object({ id: z.string() }),
    tries: "own",
    fresh: true,
  },
  {
    method: "GET",
    path: "/passkey/generate-authenticate-options",
    body: nothing,
    reply: asItIs,
    tries: "address",
  },
  {
    method: "POST",
    path: "/passkey/verify-authentication",
    body: z.object({ response: webAuthnResponse }),
    reply: done,
    tries: "address",
  },
];

/** Proves anew who is signed in, by password and, where she has one, her second factor. */
export const confirmBody = z.object({ password, code: code.optional(), backupCode: code.optional() });
/** The link of a mail; a new account's wants its password, too. */
export const verifyEmailBody = z.object({ token, password: password.optional() });
