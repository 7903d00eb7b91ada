import { platform } from "../../state/rows.ts";
import type { World } from "../../world.ts";
import { type Outcome, proxyError } from "../answer.ts";
import { accountUnreachable, ApiError } from "../api-error.ts";
import { keyInUse } from "./idempotency.ts";
import { lockTimeout, rateLimited } from "../limits/rate-limiter.ts";
import type { UnderstoodCall } from "./understand-call.ts";

/**
 * Lets a fault strike before the idempotency layer: it throws its refusal, or says what becomes of the
 * connection. Null when none strikes.
 */
export function strikeAtEdge(world: World, { exchange, target, caller }: UnderstoodCall): Outcome | null {
  const fault = world.faults.strike("edge", target);
  if (fault === null) return null;
  exchange.faults.push(fault.kind);
  if (fault.kind === "reset_before") return { kind: "reset" };
  if (fault.kind === "hang") return { kind: "silence" };
  if (fault.kind === "proxy_503") return proxyError();
  if (fault.kind === "429") throw rateLimited(fault.reason);
  if (fault.kind === "lock_timeout") throw lockTimeout();
  if (fault.kind === "409") throw keyInUse(exchange.key ?? "");
  if (fault.kind === "401") {
    throw new ApiError({ status: 401, message: `Invalid API Key provided: ${caller.maskedKey}` });
  }
  const destination = target.parameters["destination"];
  const account = target.account === platform ? world.platformAccountId : target.account;
  throw accountUnreachable(caller.maskedKey, typeof destination === "string" ? destination : account);
}
