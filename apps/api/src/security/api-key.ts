import { createHash, randomBytes } from "node:crypto";

/** 192 random bits: nobody guesses them, so a plain SHA-256 is enough to store. */
const RANDOM_BYTES = 24;
/** `payrun_` and five more: enough to recognise a key by, nothing to guess it from. */
const PREFIX_LENGTH = 12;

/** A new key for a host platform. Shown once; only its hash is kept. */
export function newApiKey(): string {
  return `payrun_${randomBytes(RANDOM_BYTES).toString("base64url")}`;
}

/** How a key is stored and looked up: SHA-256, hex, and the characters that may be shown. */
export function storedForm(key: string): { readonly keyHash: string; readonly prefix: string } {
  return { keyHash: createHash("sha256").update(key).digest("hex"), prefix: key.slice(0, PREFIX_LENGTH) };
}
