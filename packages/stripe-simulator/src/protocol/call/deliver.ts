import type { World } from "../../world.ts";
import { commonHeaders, type Outcome, proxyError } from "../answer.ts";
import type { Result } from "./execute-call.ts";
import type { UnderstoodCall } from "./understand-call.ts";

/** Answers once everything is on disk, unless a fault keeps the answer back or spoils it. */
export async function deliver(
  world: World,
  { exchange, target }: UnderstoodCall,
  { status, body, headers }: Result,
): Promise<Outcome> {
  await world.commit();
  const answer = {
    kind: "answer",
    status,
    headers: { ...commonHeaders(exchange), ...headers },
    body,
  } as const;
  const fault = world.faults.strike("answer", target);
  if (fault === null) return answer;
  exchange.faults.push(fault.kind);
  if (fault.kind === "reset_after") return { kind: "reset" };
  if (fault.kind === "hang_after") return { kind: "silence" };
  if (fault.kind === "proxy_503_after") return proxyError();
  if (fault.kind === "truncated") return { ...answer, spoiling: { kind: "truncated" } };
  if (fault.kind === "drip") return { ...answer, spoiling: { kind: "drip", overMs: fault.latencyMs } };
  return { ...answer, body: body.slice(0, Math.ceil(body.length / 2)) };
}
