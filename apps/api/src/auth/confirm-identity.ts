import type { z } from "zod";
import type { Visitor } from "../trpc/visitor.ts";
import { asCookieHeader, type AuthAnswer, type AuthQuestion } from "./auth-call.ts";
import type { ownEndpoints } from "./auth-endpoints.ts";

/**
 * Signs the visitor in a second time, beside her session, and hands over the new one only when all her factors were right:
 * who gives up half-way is still signed in. Her tries count as those of signing in do.
 */
export async function confirmIdentity(
  ask: (question: AuthQuestion) => Promise<AuthAnswer>,
  visitor: Visitor | null,
  { password, code, backupCode }: z.output<typeof ownEndpoints.confirm.body>,
): Promise<AuthAnswer> {
  if (visitor === null)
    return { status: 401, body: { code: "UNAUTHORIZED", message: "sign in first" }, setCookies: [] };
  const first = await ask({
    method: "POST",
    path: "/sign-in/email",
    body: { email: visitor.email, password },
    cookie: "",
  });
  if (first.status >= 400 || !asksForSecondFactor(first)) return first;
  const given = code ?? backupCode;
  // The challenge is not handed out: the next call brings the password again.
  if (given === undefined) return { ...first, setCookies: [] };
  return ask({
    method: "POST",
    path: code === undefined ? "/two-factor/verify-backup-code" : "/two-factor/verify-totp",
    body: { code: given },
    cookie: asCookieHeader(first),
  });
}

function asksForSecondFactor({ body }: AuthAnswer): boolean {
  return (
    typeof body === "object" &&
    body !== null &&
    "twoFactorRedirect" in body &&
    body.twoFactorRedirect === true
  );
}
