import type { FaultTarget } from "../faults/fault-book.ts";
import type { World } from "../world.ts";
import type { Exchange, Outcome } from "./answer.ts";
import { accountUnreachable, ApiError } from "./api-error.ts";
import { keyInUse } from "./idempotency.ts";
import { lockTimeout, rateLimited } from "./rate-limiter.ts";

/**
 * Lets a fault strike before the idempotency layer: it throws its refusal, or says what becomes of the
 * connection. Null when none strikes.
 */
export function strikeAtEdge(
  world: World,
  exchange: Exchange,
  target: FaultTarget,
  maskedKey: string,
): Outcome | null {
  const fault = world.faults.strike("edge", target);
  if (fault === null) return null;
  exchange.fault = fault.kind;
  if (fault.kind === "reset_before") return { kind: "reset" };
  if (fault.kind === "hang") return { kind: "silence" };
  if (fault.kind === "429") throw rateLimited(fault.reason);
  if (fault.kind === "lock_timeout") throw lockTimeout();
  if (fault.kind === "409") throw keyInUse(exchange.key ?? "");
  if (fault.kind === "401") {
    throw new ApiError({ status: 401, message: `Invalid API Key provided: ${maskedKey}` });
  }
  const destination = target.parameters["destination"];
  throw accountUnreachable(
    maskedKey,
    typeof destination === "string" ? destination : (exchange.accountId ?? ""),
  );
}
