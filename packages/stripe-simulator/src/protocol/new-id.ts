import { randomFillSync } from "node:crypto";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const pool = Buffer.alloc(4096);
let used = pool.length;

function randomText(length: number): string {
  if (used + length > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  let text = "";
  for (let index = 0; index < length; index += 1) text += alphabet[(pool[used + index] ?? 0) % 62];
  used += length;
  return text;
}

/**
 * An id in Stripe's form that says where it comes from: `tr_1Sim…`. Real Stripe knows no such object, and
 * a reader of a database sees at once that it is not real.
 */
export function newId(prefix: string): string {
  return `${prefix}_1Sim${randomText(20)}`;
}

export function newRequestId(): string {
  return `req_${randomText(14)}`;
}

export function newSecret(prefix: string): string {
  return `${prefix}_${randomText(32)}`;
}

/** The id of an object that exists once for each object `id`: `txn_1Sim…` for `tr_1Sim…`. */
export function siblingId(prefix: string, id: string): string {
  return prefix + id.slice(id.indexOf("_"));
}

/** Like `siblingId`, on the connected account's side: `txn_1SiC…` for `tr_1Sim…`. */
export function connectedSiblingId(prefix: string, id: string): string {
  return siblingId(prefix, id).replace("_1Sim", "_1SiC");
}
