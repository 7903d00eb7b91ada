import { findSession, stageAccountMail } from "@payrun/db";
import type { ApiDeps } from "../../api-deps.ts";
import { sessionTokenOf } from "../session-cookie.ts";
import { isKnownBrowser, rememberingLine } from "./known-browsers.ts";

export type SignIn = {
  /** The `Cookie` header that the browser sent, and the one it will send now. */
  readonly cookies: { readonly sent: string | undefined; readonly given: string };
  readonly userAgent: string | undefined;
  /** Who was signed in there before; null: nobody. */
  readonly userIdBefore: string | null;
  /** She has just opened the account: nothing about it can surprise her. */
  readonly isFirst: boolean;
};

/**
 * Tells a user by mail, once, of a session that began in a browser with which she had not signed in before.
 * @returns the `Set-Cookie` line by which the browser is a known one from now on; null: no session began.
 */
export async function announceSignIn(
  { db, settings: { authSecret, webOrigin } }: Pick<ApiDeps, "db" | "settings">,
  { cookies, userAgent, userIdBefore, isFirst }: SignIn,
): Promise<string | null> {
  const token = sessionTokenOf(cookies.given, authSecret);
  const session = token === null ? null : await findSession(db, token);
  if (session === null) return null;
  const { userId, email, name, locale, timeZone, sessionId, signedInAt } = session;
  if (!isFirst && userIdBefore !== userId && !isKnownBrowser(cookies.sent, userId, authSecret)) {
    const signIn = {
      at: signedInAt.toISOString(),
      timeZone,
      userAgent: userAgent?.slice(0, 500) ?? null,
    };
    const url = `${webOrigin}/settings#security`;
    await stageAccountMail(
      db,
      { to: email, name, locale, kind: "new_sign_in", url, signIn },
      `account/new_sign_in/${sessionId}`,
    );
  }
  return rememberingLine(cookies.sent, userId, authSecret);
}
