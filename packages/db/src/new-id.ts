import { randomFillSync } from "node:crypto";

const COUNTER_MAX = 0xfff;
/** What the newest id began with: its millisecond, and the twelve bits that count within it. */
let newest = { ms: 0, counter: 0 };

/**
 * A UUID version 7 (RFC 9562, 5.7): 48 bits of Unix milliseconds, 12 bits that count (6.2, method 1), then randomness. Ids
 * of one process sort in the order in which they were made, and new rows go to the end of an index. Nothing reads the time
 * back out of it.
 */
export function newId(): string {
  newest = after(newest, Date.now());
  const bytes = randomFillSync(Buffer.allocUnsafe(16));
  bytes.writeUIntBE(newest.ms, 0, 6);
  bytes.writeUInt16BE(0x7000 | newest.counter, 6);
  bytes[8] = 0x80 | (bytes.readUInt8(8) & 0x3f);
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** A clock that stands, or was set back, goes on counting; a full counter borrows the next millisecond. */
function after({ ms, counter }: typeof newest, nowMs: number): typeof newest {
  if (nowMs > ms) return { ms: nowMs, counter: 0 };
  return counter < COUNTER_MAX ? { ms, counter: counter + 1 } : { ms: ms + 1, counter: 0 };
}

/** The text as an id, or null when it is none: what comes from Stripe's metadata can be anything. */
export function idOrNull(text: string | null): string | null {
  return text !== null && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? text : null;
}
