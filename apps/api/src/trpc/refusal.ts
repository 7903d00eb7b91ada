import { TRPCError } from "@trpc/server";
import type { Denial } from "./policy.ts";

/**
 * Every expected refusal of the procedures, with its numbers: amounts as decimal strings of minor units. The web app's
 * catalogue has a sentence for each code. Add a case here and the compiler lists what to update.
 */
export type Refusal =
  | { readonly code: Denial }
  /** It does not exist, or it is somebody else's: the caller cannot tell. */
  | { readonly code: "not_found" }
  | { readonly code: "unavailable"; readonly retryAfterSeconds: number };

const trpcCodeFor = {
  not_signed_in: "UNAUTHORIZED",
  session_not_fresh: "UNAUTHORIZED",
  banned: "FORBIDDEN",
  wrong_role: "FORBIDDEN",
  second_factor_missing: "FORBIDDEN",
  not_found: "NOT_FOUND",
  unavailable: "SERVICE_UNAVAILABLE",
} as const satisfies Record<Refusal["code"], TRPCError["code"]>;

/** A refusal on its way out; the error formatter puts it under `data.refusal`. */
export class RefusalError extends TRPCError {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super({ code: trpcCodeFor[refusal.code], message: refusal.code });
    this.refusal = refusal;
  }
}

export function refuse(refusal: Refusal): never {
  throw new RefusalError(refusal);
}

/** @throws RefusalError `not_found` for null or undefined. */
export function orNotFound<T>(value: T | null | undefined): T {
  return value ?? refuse({ code: "not_found" });
}
