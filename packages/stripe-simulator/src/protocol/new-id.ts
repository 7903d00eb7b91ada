import { randomFillSync } from "node:crypto";

const alphabet = Buffer.from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", "latin1");
const pool = Buffer.alloc(4096);
const letters = Buffer.alloc(64);
let used = pool.length;

/** In one piece: a text that is put together letter by letter takes several times the memory. */
function textAfter(beginning: string, length: number): string {
  if (used + length > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const start = letters.write(beginning, "latin1");
  for (let index = 0; index < length; index += 1) {
    letters[start + index] = alphabet[(pool[used + index] ?? 0) % 62] ?? 0;
  }
  used += length;
  return letters.toString("latin1", 0, start + length);
}

/**
 * An id in Stripe's form that says where it comes from: `tr_1Sim…`. Real Stripe knows no such object, and
 * a reader of a database sees at once that it is not real.
 */
export function newId(prefix: string): string {
  return textAfter(`${prefix}_1Sim`, 20);
}

export function newRequestId(): string {
  return textAfter("req_", 14);
}

export function newSecret(prefix: string): string {
  return textAfter(`${prefix}_`, 32);
}

/** The id of an object that exists once for each object `id`: `txn_1Sim…` for `tr_1Sim…`. */
export function siblingId(prefix: string, id: string): string {
  return prefix + id.slice(id.indexOf("_"));
}

/** Like `siblingId`, on the connected account's side: `txn_1SiC…` for `tr_1Sim…`. */
export function connectedSiblingId(prefix: string, id: string): string {
  return siblingId(prefix, id).replace("_1Sim", "_1SiC");
}
