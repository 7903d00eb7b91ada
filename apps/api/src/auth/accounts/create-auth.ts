import { passkey } from "@better-auth/passkey";
import {
  admitUser,
  endMailedLinks,
  newId,
  stageAccountMail,
  stageMailToUser,
  type AccountMailKind,
} from "@payrun/db";
import { betterAuth } from "better-auth";
import { APIError } from "better-auth/api";
import { twoFactor } from "better-auth/plugins/two-factor";
import type { ApiDeps } from "../../api-deps.ts";
import { freshMinutes } from "../../trpc/policy.ts";
import { accountLinks } from "./account-links.ts";
import * as tables from "./auth-tables.ts";
import { cookiePrefix } from "../session-cookie.ts";
import { spentCodes } from "./spent-codes.ts";

/** Signing in ends after this long, however often the app is used: once per payout. */
const sessionDays = 14;
/** Set by our route from the connection, never taken from outside. */
export const addressHeader = "x-payrun-address";

export type Auth = { readonly handler: (request: Request) => Promise<Response> };
type AuthDeps = Pick<ApiDeps, "db" | "settings" | "log">;
type MailedUser = { readonly id: string; readonly name: string; readonly email: string };

/** better-auth on Payrun's tables. It checks secrets and keeps sessions; who may have one, and what it opens, Payrun decides. */
export function createAuth({ db, settings, log }: AuthDeps): Auth {
  const links = accountLinks(settings.webOrigin);
  const mail = (user: MailedUser, kind: AccountMailKind, url: string, token: string) =>
    stageAccountMail(
      db,
      { to: user.email, name: user.name, locale: localeOf(user), kind, url },
      `account/${kind}/${user.id}/${token.slice(-40)}`,
    );
  const notice = (userId: string, kind: AccountMailKind) =>
    stageMailToUser(db, userId, { kind, url: null }, `account/${kind}/${newId()}`);

  return betterAuth({
    appName: "Payrun",
    baseURL: settings.webOrigin,
    basePath: "/api/auth",
    secret: settings.authSecret,
    trustedOrigins: [settings.webOrigin, settings.adminOrigin],
    telemetry: { enabled: false },
    database: db.libraryPool(),
    user: {
      ...tables.userTable,
      changeEmail: {
        enabled: true,
        sendChangeEmailConfirmation: ({ user, token }) =>
          mail(user, "confirm_email_change", links.verifyEmail(token), token),
      },
    },
    account: tables.accountTable,
    verification: { ...tables.verificationTable, storeIdentifier: "hashed" },
    session: {
      ...tables.sessionTable,
      expiresIn: sessionDays * 86_400,
      disableSessionRefresh: true,
      freshAge: freshMinutes * 60,
      cookieCache: { enabled: false },
    },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 12,
      maxPasswordLength: 128,
      requireEmailVerification: true,
      autoSignIn: false,
      resetPasswordTokenExpiresIn: 3600,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }) => mail(user, "reset_password", links.resetPassword(token), token),
      onExistingUserSignUp: ({ user }) => mail(user, "email_in_use", links.signIn, ""),
      // The link proved the mailbox, and the password is from who has it.
      onPasswordReset: async ({ user }) => {
        await db.query("UPDATE users SET email_verified = true WHERE id = $1", [user.id]);
        await notice(user.id, "password_changed");
      },
    },
    emailVerification: {
      sendOnSignUp: true,
      sendOnSignIn: false,
      autoSignInAfterVerification: false,
      expiresIn: 3600,
      sendVerificationEmail: ({ user, token }) => mail(user, "verify_email", links.verifyEmail(token), token),
    },
    plugins: [
      twoFactor({ issuer: "Payrun", schema: tables.twoFactorTables }),
      passkey({
        rpName: "Payrun",
        rpID: new URL(settings.webOrigin).hostname,
        origin: settings.webOrigin,
        authenticatorSelection: { residentKey: "required", userVerification: "required" },
        schema: tables.passkeyTable,
        advanced: { webAuthnChallengeCookie: "passkey" },
        authentication: {
          // It stands for both factors, so it has to be both: the device, and a finger, face or PIN.
          afterVerification: async ({ verification }) => {
            if (!verification.authenticationInfo.userVerified) throw refusals.userNotVerified();
          },
        },
      }),
    ],
    databaseHooks: {
      session: {
        create: {
          before: async ({ userId }) => {
            const admission = await admitUser(db, userId);
            if (admission !== "admitted") throw refusals[admission]();
          },
        },
      },
      user: {
        update: {
          after: async (user, context) => {
            if (context?.path === "/two-factor/verify-totp") await notice(user.id, "two_factor_enabled");
            if (context?.path === "/two-factor/disable") await notice(user.id, "two_factor_disabled");
          },
        },
      },
      account: {
        update: {
          after: async ({ userId }) => {
            await endMailedLinks(db, userId);
            await notice(userId, "password_changed");
          },
        },
      },
    },
    hooks: spentCodes(db),
    // `auth-routes.ts` counts tries and checks origins itself, by account and for programs without one, too.
    rateLimit: { enabled: false },
    advanced: {
      disableCSRFCheck: true,
      useSecureCookies: false,
      cookiePrefix,
      defaultCookieAttributes: { secure: true, httpOnly: true, sameSite: "lax", path: "/" },
      ipAddress: { ipAddressHeaders: [addressHeader] },
      database: { generateId: () => newId(), validateSchema: false },
    },
    onAPIError: { throw: true },
    logger: {
      level: "error",
      log: (_level, message, ...details) => log.error({ details }, `better-auth: ${message}`),
    },
  });
}

const refusals = {
  banned: () => new APIError("FORBIDDEN", { code: "BANNED", message: "this account is closed" }),
  not_verified: () =>
    new APIError("FORBIDDEN", { code: "EMAIL_NOT_VERIFIED", message: "the address is not verified" }),
  unknown: () => new APIError("UNAUTHORIZED", { code: "UNAUTHORIZED", message: "no such user" }),
  userNotVerified: () =>
    new APIError("UNAUTHORIZED", {
      code: "USER_VERIFICATION_NEEDED",
      message: "a passkey needs a fingerprint, a face or a PIN here",
    }),
};

function localeOf(user: object): "en" | "de" | "ja" {
  const locale = "locale" in user ? user.locale : undefined;
  return locale === "de" || locale === "ja" ? locale : "en";
}
