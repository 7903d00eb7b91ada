import type { FaultTarget } from "../../faults/fault-target.ts";
import { type AccountRow, platform } from "../../state/rows.ts";
import type { World } from "../../world.ts";
import { type Exchange, header } from "../answer.ts";
import { accountUnreachable, ApiError, badRequest } from "../api-error.ts";
import { readApiVersion } from "../api-version.ts";
import { authenticate, type Caller } from "./authenticate.ts";
import type { Endpoint } from "../endpoint.ts";
import { requirePermission } from "./permissions.ts";
import { type HttpRequest, readRawParameters, type SentParameters } from "../parameters/raw-parameters.ts";
import type { Match } from "../router.ts";

export type FindEndpoint = (method: string, path: string) => Match<Endpoint> | undefined;

/** A call of which it is known who makes it, of which endpoint, and with which parameters; they were not checked yet. */
export type UnderstoodCall = {
  readonly exchange: Exchange;
  readonly endpoint: Endpoint;
  /** What `:id` and its like stand for. */
  readonly path: Readonly<Record<string, string>>;
  readonly caller: Caller;
  readonly sent: SentParameters;
  readonly target: FaultTarget;
};

/** Throws 401, 403, 404 or 400 for a call that is not let in: by its key, API version, URL, permissions, or encoding. */
export function understandCall(world: World, find: FindEndpoint, exchange: Exchange): UnderstoodCall {
  const { request, key, accountId } = exchange;
  const { method, path } = request;
  const caller = authenticate(header(request, "authorization"));
  exchange.apiVersion = readApiVersion(header(request, "stripe-version"));
  const match = find(method, path);
  if (match === undefined) throw unknownUrl(request);
  requirePermission(world.state, caller, { method, path, account: accountId ?? world.platformAccountId });
  const sent = readRawParameters(request);
  const account = accountId === null || accountId === world.platformAccountId ? platform : accountId;
  const target = { method, path, account, idempotencyKey: key, parameters: sent.parameters };
  return { exchange, endpoint: match.route, path: match.path, caller, sent, target };
}

/** The account that `Stripe-Account` names; null for the platform itself. Throws 403 when it cannot be reached. */
export function connectedAccount(
  world: World,
  { endpoint, caller, target }: UnderstoodCall,
): AccountRow | null {
  if (target.account === platform) return null;
  const account = world.state.accounts.get(target.account);
  if (account === undefined || account.deleted) throw accountUnreachable(caller.maskedKey, target.account);
  if (endpoint.connected) return account;
  throw badRequest(
    undefined,
    `The simulator does not serve ${endpoint.path} on behalf of a connected account.`,
  );
}

function unknownUrl({ method, path }: HttpRequest): ApiError {
  const hint = path.endsWith("/")
    ? "If you are trying to list objects, remove the trailing slash. If you are trying to retrieve an object, make sure you " +
      "passed a valid (non-empty) identifier in your code. "
    : "";
  return new ApiError({
    status: 404,
    message:
      `Unrecognized request URL (${method}: ${path}). ${hint}Please see https://stripe.com/docs or we can help at ` +
      "https://support.stripe.com/.",
  });
}
