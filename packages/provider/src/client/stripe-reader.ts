import type Stripe from "stripe";
import { ProviderUnavailable } from "./provider-unavailable.ts";
import { isSuccess, stripeErrorIn } from "./stripe-error.ts";
import { recordWire } from "./wire-client.ts";

/** Stripe understood a read and refused it. */
export type ReadRefusal = {
  readonly httpStatus: number;
  readonly code: string | null;
  readonly message: string;
};

export type ReadAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: ReadRefusal };

/** What one read did on the wire, for budgets and metrics. */
export type ReadFacts = {
  /** e.g. `transfers.list`. */
  readonly operation: string;
  /** 0 when it never left. */
  readonly tries: number;
  /** Null without an answer. */
  readonly httpStatus: number | null;
  /** Of a 429; null for a lock on one object. */
  readonly rateLimitReason: string | null;
};

/** How reads are paced and counted. */
export type ReadPace = {
  /** Awaited before every request. */
  readonly beforeRead: (operation: string) => Promise<void>;
  /** Told after every request, whatever came back; must not throw. */
  readonly afterRead: (read: ReadFacts) => void;
};

/** One paced GET; `operation` names it in errors, e.g. `transfers.list`, or `v2.core.events.list` of the v2 API. */
export type StripeReader = {
  /**
   * @throws ProviderUnavailable for weather: no answer, a broken one, 401, 403, 409, 429, 5xx.
   * @throws Error when Stripe refuses a read that Payrun holds for valid: a bug.
   */
  read<T>(operation: string, call: (stripe: Stripe) => Promise<T>): Promise<T>;
  /** As `read`, but hands back a refusal of one account's data instead of throwing. */
  readOrRefusal<T>(operation: string, call: (stripe: Stripe) => Promise<T>): Promise<ReadAnswer<T>>;
};

export function createStripeReader(stripe: Stripe, { beforeRead, afterRead }: ReadPace): StripeReader {
  const readOrRefusal: StripeReader["readOrRefusal"] = async (operation, call) => {
    await beforeRead(operation);
    const outcome = await recordWire(() => call(stripe));
    const { record } = outcome;
    const { tries, httpStatus, rateLimitReason } = record;
    afterRead({ operation, tries, httpStatus, rateLimitReason });
    if ("result" in outcome) {
      // The SDK hands out any JSON without an `error`, whatever its status.
      if (isSuccess(httpStatus)) return { ok: true, value: outcome.result };
      throw new ProviderUnavailable({ operation, ...record, code: null }, null);
    }
    const { error } = outcome;
    if (tries === 0 && record.failure === null) throw error;
    const stripeError = stripeErrorIn(error, operation.startsWith("v2.") ? 2 : 1);
    const refusal = refusalIn(stripeError);
    if (refusal !== null) return { ok: false, refusal };
    throw new ProviderUnavailable({ operation, ...record, code: stripeError?.code ?? null }, error);
  };
  return {
    readOrRefusal,
    async read(operation, call) {
      const answer = await readOrRefusal(operation, call);
      if (answer.ok) return answer.value;
      const { httpStatus, code, message } = answer.refusal;
      throw new Error(`Stripe refused ${operation}: ${httpStatus} ${code ?? "without code"}: ${message}`);
    },
  };
}

const WEATHER_STATUSES: ReadonlySet<number> = new Set([401, 403, 409, 429]);

function refusalIn(error: ReturnType<typeof stripeErrorIn>): ReadRefusal | null {
  const httpStatus = error?.statusCode ?? 0;
  if (error === null || httpStatus < 400 || httpStatus >= 500 || error.code === "rate_limit") return null;
  // 403 `account_invalid` is about one account (closed, another mode, revoked); any other 403 is about our key.
  if (WEATHER_STATUSES.has(httpStatus) && error.code !== "account_invalid") return null;
  return { httpStatus, code: error.code ?? null, message: error.message };
}
