import { createHmac, timingSafeEqual } from "node:crypto";

/** Every cookie of ours begins so. Browsers take a `__Host-` cookie only when it is Secure, for `/`, and for this host alone. */
export const cookiePrefix = "__Host-payrun";
export const sessionCookieName = `${cookiePrefix}.session_token`;

/** The token in a `Cookie` header's session cookie; null when there is none, or it was not signed with this secret. */
export function sessionTokenOf(cookieHeader: string | undefined, secret: string): string | null {
  const value = cookieValue(cookieHeader, sessionCookieName);
  const dot = value?.lastIndexOf(".") ?? -1;
  if (value === null || dot < 1) return null;
  const token = value.slice(0, dot);
  const given = Buffer.from(value.slice(dot + 1));
  const expected = Buffer.from(createHmac("sha256", secret).update(token).digest("base64"));
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null;
}

/** The session cookie's value for a token, as it goes over the wire. */
export function signedSessionValue(token: string, secret: string): string {
  const signature = createHmac("sha256", secret).update(token).digest("base64");
  return encodeURIComponent(`${token}.${signature}`);
}

/** What a `Cookie` header says under this name; null: nothing, or nothing that can be read. */
export function cookieValue(header: string | undefined, name: string): string | null {
  const pair = header
    ?.split(";")
    .map((text) => text.trim())
    .find((text) => text.startsWith(`${name}=`));
  if (pair === undefined) return null;
  try {
    return decodeURIComponent(pair.slice(name.length + 1));
  } catch {
    return null;
  }
}
