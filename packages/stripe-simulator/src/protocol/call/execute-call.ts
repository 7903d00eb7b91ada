import { runDue } from "../../agenda/run-due.ts";
import type { FaultRule } from "../../faults/fault-rule.ts";
import type { AccountRow } from "../../state/rows.ts";
import type { World } from "../../world.ts";
import { bug, type Exchange, errorBody, isV2 } from "../answer.ts";
import { ApiError, internalError } from "../api-error.ts";
import { expand, type Lookup, readExpand } from "../expand.ts";
import type { AnswerToSave } from "./idempotency.ts";
import type { StripeObject } from "../stripe-object.ts";
import type { UnderstoodCall } from "./understand-call.ts";

/** What an endpoint answered, before anything happens to the answer on its way. */
export type Result = {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
};

export type Execution = Result & {
  /** What a repetition with the same key is answered; null when a repetition runs anew. */
  readonly toSave: AnswerToSave | null;
};

/**
 * Checks the parameters, and gives what then runs the endpoint: in one go, and saved as Stripe saves it.
 * Throws 400 for parameters that are wrong, before anything counts as executed.
 */
export function prepareCall(
  world: World,
  lookup: Lookup,
  call: UnderstoodCall,
  account: AccountRow | null,
): () => Execution {
  const { exchange, endpoint, path, caller, sent } = call;
  const run = endpoint.prepare(sent.parameters, sent.wire);
  const expandPaths = readExpand(sent.parameters["expand"], endpoint.expandable);
  const handle = (): StripeObject =>
    run({
      world,
      requestId: exchange.requestId,
      idempotencyKey: exchange.key,
      maskedKey: caller.maskedKey,
      // A snapshot may have been restored since the call came in.
      account: account === null ? null : (world.state.accounts.get(account.id) ?? account),
      path,
      nowSeconds: world.clock.nowSeconds(),
    });
  return () => {
    runDue(world);
    const fault = world.faults.strike("execution", call.target);
    if (fault !== null) exchange.faults.push(fault.kind);
    try {
      strikeBefore(fault);
      const object = fault?.kind === "wrong_amount" ? withWrongAmount(handle(), fault) : handle();
      const body = JSON.stringify(expand(object, expandPaths, lookup));
      const isPlain = endpoint.savedAsTransfer && fault === null && expandPaths.length === 0;
      const succeeded = execution(
        exchange,
        200,
        isPlain ? { transfer: String(object["id"]), body } : { body },
      );
      return fault?.kind === "500_after" ? failedAfterwards(world, exchange, fault, succeeded) : succeeded;
    } catch (error) {
      return refused(world, exchange, fault, error instanceof ApiError ? error : bug(error));
    }
  };
}

function strikeBefore(fault: FaultRule | null): void {
  if (fault?.kind === "500_before") throw internalError();
  if (fault?.kind !== "error") return;
  throw new ApiError({ ...fault, code: fault.code ?? undefined, param: fault.param ?? undefined });
}

/** Every amount of the answer: its own, or those of what it lists, or of a balance. */
function withWrongAmount(object: StripeObject, fault: FaultRule): StripeObject {
  const wrong = (each: StripeObject): StripeObject =>
    typeof each["amount"] === "number" ? { ...each, amount: fault.amount ?? each["amount"] + 1 } : each;
  const parts = ["data", "available"].flatMap((name) =>
    Array.isArray(object[name]) ? [[name, (object[name] as StripeObject[]).map(wrong)] as const] : [],
  );
  return { ...wrong(object), ...Object.fromEntries(parts) };
}

/** A success, saved as a reference to the transfer where that renders to the same bytes. */
function execution(
  { requestId }: Exchange,
  status: number,
  { body, transfer = null }: { readonly body: string; readonly transfer?: string | null },
): Execution {
  const toSave = { status, requestId, transfer, body: transfer === null ? body : null };
  return { status, body, headers: {}, toSave };
}

/** 500 for what has happened. v1 saves the 500; v2 saves what was done, as it never repeats work that succeeded. */
function failedAfterwards(
  world: World,
  exchange: Exchange,
  fault: FaultRule,
  succeeded: Execution,
): Execution {
  const failed = refused(world, exchange, fault, internalError());
  const isToBeSaved = isV2(exchange.request) && fault.saved;
  return isToBeSaved ? { ...failed, toSave: succeeded.toSave } : failed;
}

/** v1 saves an executed refusal like a success; v2 never saves one, so that failed work is tried again. */
function refused(world: World, exchange: Exchange, fault: FaultRule | null, refusal: ApiError): Execution {
  const body = errorBody(exchange, refusal, world.clock.nowSeconds());
  const { status, headers } = refusal;
  const isToBeSaved = !isV2(exchange.request) && (fault === null ? isSaved(refusal) : fault.saved);
  return { ...execution(exchange, status, { body }), headers, ...(isToBeSaved ? {} : { toSave: null }) };
}

/** Conflicts, limits and invalid parameters are answered before a request counts as executed. */
function isSaved({ status, code }: ApiError): boolean {
  return status !== 409 && status !== 429 && code?.startsWith("parameter_") !== true;
}
