import { z } from "zod";
import {
  code,
  email,
  newPassword,
  passkeyName,
  password,
  personName,
  timeZone,
  token,
  webAuthnResponse,
} from "./accounts/account-fields.ts";

/**
 * All of better-auth that can be reached, each with what it takes and what it gives. What is not here answers 404: among it
 * what would list or take session tokens, which never leave their cookie, and what would change a user's role. Fields that
 * are not named are dropped on the way in (`role`) and on the way out (`token`).
 */
export type AuthEndpoint = {
  readonly method: "GET" | "POST";
  /** Below `/api/auth`. */
  readonly path: string;
  /** What it does, for the API reference. */
  readonly about: string;
  readonly body: z.ZodType<Readonly<Record<string, unknown>>>;
  readonly reply: z.ZodType;
  /** Whose tries are counted: of the address alone, of the account that the body names, or of the one that is signed in. */
  readonly tries: "address" | "named" | "own";
  /** It sends a mail to whoever is named: a success is a try as well. */
  readonly mails?: true;
  /** Only for somebody who proved a few minutes ago who she is. */
  readonly fresh?: true;
};

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
    about:
      "Opens an account and mails a link to verify the address. The answer is the same for an address that has one; its owner is told by mail. `timeZone` is an IANA name.",
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
    about:
      "Begins a session and sets its cookie; or, where the account has a second factor, asks for it: send its code to `/two-factor/verify-totp` with the cookies of this answer. A browser that is new to the account is told of by mail.",
    body: z.object({ email, password }),
    reply: signedIn,
    tries: "named",
  },
  {
    method: "POST",
    path: "/sign-out",
    about: "Ends the session.",
    body: nothing,
    reply: done,
    tries: "address",
  },
  {
    method: "GET",
    path: "/get-session",
    about: "Who is signed in; `null`: nobody.",
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
    about: "Mails the link of a new account once more. The answer is the same for every address.",
    body: z.object({ email }),
    reply: done,
    tries: "named",
    mails: true,
  },
  {
    method: "POST",
    path: "/request-password-reset",
    about:
      "Mails a link to choose a new password: good for an hour, once. The answer is the same for every address.",
    body: z.object({ email }),
    reply: done,
    tries: "named",
    mails: true,
  },
  {
    method: "POST",
    path: "/reset-password",
    about: "Chooses a new password by the token of a mailed link, and ends all sessions.",
    body: z.object({ token, newPassword }),
    reply: done,
    tries: "address",
  },
  {
    method: "POST",
    path: "/change-password",
    about: "Chooses a new password, ends all other sessions, and renews this one.",
    body: z
      .object({ currentPassword: password, newPassword })
      .transform((body) => ({ ...body, revokeOtherSessions: true })),
    reply: done,
    tries: "own",
  },
  {
    method: "POST",
    path: "/change-email",
    about:
      "Asks for another address: a link goes to the present one, then one to the new one, and only then it is changed.",
    body: z.object({ newEmail: email }),
    reply: done,
    tries: "own",
    mails: true,
    fresh: true,
  },
  {
    method: "POST",
    path: "/two-factor/enable",
    about:
      "Begins to set up the authenticator app: it counts once `/two-factor/verify-totp` has had its first code. The backup codes are shown this once.",
    body: z.object({ password }).transform((body) => ({ ...body, method: "totp" })),
    reply: z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) }),
    tries: "own",
  },
  {
    method: "POST",
    path: "/two-factor/disable",
    about: "Removes the second factor.",
    body: z.object({ password }),
    reply: done,
    tries: "own",
    fresh: true,
  },
  {
    method: "POST",
    path: "/two-factor/generate-backup-codes",
    about: "Makes new backup codes; the old ones are worth nothing from then on.",
    body: z.object({ password }),
    reply: z.object({ backupCodes: z.array(z.string()) }),
    tries: "own",
    fresh: true,
  },
  // No `trustDevice`: the second factor is asked for at every sign-in.
  {
    method: "POST",
    path: "/two-factor/verify-totp",
    about:
      "Takes a code of the authenticator app: the second step of signing in, or the last one of setting it up. A code signs in once.",
    body: z.object({ code }),
    reply: done,
    tries: "own",
  },
  {
    method: "POST",
    path: "/two-factor/verify-backup-code",
    about: "Takes a backup code in place of the app's, each once.",
    body: z.object({ code }),
    reply: done,
    tries: "own",
  },
  {
    method: "GET",
    path: "/passkey/generate-register-options",
    about: "What `navigator.credentials.create` needs to make a passkey.",
    body: nothing,
    reply: asItIs,
    tries: "address",
    fresh: true,
  },
  {
    method: "POST",
    path: "/passkey/verify-registration",
    about: "Keeps the passkey that was made.",
    body: z.object({ response: webAuthnResponse, name: passkeyName }),
    reply: z.object({ id: z.string() }),
    tries: "own",
    fresh: true,
  },
  {
    method: "GET",
    path: "/passkey/generate-authenticate-options",
    about: "What `navigator.credentials.get` needs to sign in by passkey.",
    body: nothing,
    reply: asItIs,
    tries: "address",
  },
  {
    method: "POST",
    path: "/passkey/verify-authentication",
    about: "Signs in by passkey, which stands for both factors.",
    body: z.object({ response: webAuthnResponse }),
    reply: done,
    tries: "address",
  },
];

const confirmBody = z.object({ password, code: code.optional(), backupCode: code.optional() });
const verifyEmailBody = z.object({ token, password: password.optional() });

/** Answered by Payrun, which asks better-auth for each step. */
export const ownEndpoints = {
  confirm: {
    method: "POST",
    path: "/confirm",
    about:
      "Proves anew who is signed in, by password and, where she has one, her second factor: for what asks for a session of the last minutes. `twoFactorRedirect`: the code was missing.",
    body: confirmBody,
    reply: signedIn,
    tries: "own",
  },
  verifyEmail: {
    method: "POST",
    path: "/verify-email",
    about:
      "Follows a mailed link about an address. A new account's wants its password, too, and signs in; a change of address wants nothing more.",
    body: verifyEmailBody,
    reply: signedIn.extend({
      /** `confirmed`: a second link is on its way to the new address. */
      step: z.enum(["verified", "confirmed", "changed"]).default("verified"),
    }),
    tries: "address",
  },
} as const satisfies Record<string, AuthEndpoint>;
