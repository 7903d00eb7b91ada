import { createHmac } from "node:crypto";
import { cookiePrefix, cookieValue } from "../session-cookie.ts";

const cookieName = `${cookiePrefix}.known`;
const SECONDS = 400 * 86_400;
/** People who share a browser; the first to come are the first to go. */
const PEOPLE_MAX = 8;

/** Whether this user has signed in with this browser before. The browser remembers it, in marks that only we can make. */
export function isKnownBrowser(cookies: string | undefined, userId: string, secret: string): boolean {
  return marksIn(cookies).includes(markOf(userId, secret));
}

/** The `Set-Cookie` line by which the browser remembers this user, too. */
export function rememberingLine(cookies: string | undefined, userId: string, secret: string): string {
  const mark = markOf(userId, secret);
  const marks = [...marksIn(cookies).filter((each) => each !== mark), mark].slice(-PEOPLE_MAX);
  return `${cookieName}=${marks.join(".")}; Max-Age=${SECONDS}; Path=/; HttpOnly; Secure; SameSite=Lax`;
}

function marksIn(cookies: string | undefined): readonly string[] {
  return (cookieValue(cookies, cookieName) ?? "").split(".").filter((mark) => /^[\w-]{43}$/.test(mark));
}

function markOf(userId: string, secret: string): string {
  return createHmac("sha256", secret).update(`known browser of ${userId}`).digest("base64url");
}
