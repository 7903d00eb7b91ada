import { badRequest } from "../../protocol/api-error.ts";
import { boolean, optional, type RawParameters, shapeOf } from "../../protocol/parameters/parameter.ts";
import type { AccountRow } from "../../state/rows.ts";
import { isCapabilityName } from "./capability-names.ts";

const capabilityRequest = shapeOf({ requested: optional(boolean) });

/** Reads `capabilities[transfers][requested]=true`. Throws 400 for a capability that there is none of. */
export function readRequests(asked: RawParameters | undefined): ReadonlyMap<string, boolean> {
  const requests = new Map<string, boolean>();
  for (const [name, request] of Object.entries(asked ?? {})) {
    const param = `capabilities[${name}]`;
    if (!isCapabilityName(name)) {
      throw badRequest("parameter_unknown", `Received unknown parameter: ${param}`, param);
    }
    const { requested } = capabilityRequest(request, param);
    if (requested !== undefined) requests.set(name, requested);
  }
  return requests;
}

/** Asks for capabilities, or gives them back. What is asked for starts inactive: its owner has to be onboarded first. */
export function applyRequests(
  account: AccountRow,
  requests: ReadonlyMap<string, boolean>,
  nowSeconds: number,
): void {
  const { details, capabilities } = account;
  for (const [name, isRequested] of requests) {
    if (isRequested) {
      details.requested[name] ??= nowSeconds;
      capabilities[name] ??= "inactive";
    } else if (name in details.requested || name in capabilities) {
      details.requested[name] = null;
      delete capabilities[name];
    }
  }
}
