import { randomFillSync } from "node:crypto";

/**
 * A UUID version 7 (RFC 9562, 5.7): 48 bits of Unix milliseconds, then randomness. Ids made later sort later, so new
 * rows go to the end of an index. Nothing reads the time back out of it.
 */
export function newId(atMs: number = Date.now()): string {
  const bytes = randomFillSync(Buffer.allocUnsafe(16));
  bytes.writeUIntBE(atMs, 0, 6);
  bytes[6] = 0x70 | (bytes.readUInt8(6) & 0x0f);
  bytes[8] = 0x80 | (bytes.readUInt8(8) & 0x3f);
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The text as an id, or null when it is none: what comes from Stripe's metadata can be anything. */
export function idOrNull(text: string | null): string | null {
  return text !== null && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? text : null;
}
