import { randomBytes } from "node:crypto";

/** Another one for each page that is sent: nobody can guess which scripts it will run. */
export function freshNonce(): string {
  return randomBytes(18).toString("base64");
}

/**
 * What a page may do: run our own scripts and what they load, apply our own styles, talk to where it came from, and nothing
 * else. It cannot be put into a frame, and its forms go nowhere else.
 */
export function contentSecurityPolicy(nonce: string): string {
  const policy = {
    "default-src": "'none'",
    "script-src": `'nonce-${nonce}' 'strict-dynamic'`,
    "style-src": `'self' 'nonce-${nonce}'`,
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
  };
  return Object.entries(policy)
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join("; ");
}

/** Nothing of the device but the keys to sign in with and the clipboard to write to. */
export const permissionsPolicy =
  "camera=(), geolocation=(), microphone=(), payment=(), usb=(), publickey-credentials-get=(self), publickey-credentials-create=(self), clipboard-write=(self)";
