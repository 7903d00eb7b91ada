import type { StripeErrorFacts } from "@payrun/payouts-core";
import type Stripe from "stripe";
import { excerptOf, fieldsOf } from "../client/json-body.ts";
import { sendOnce, type SentFacts, type WireAnswer } from "../client/wire-answer.ts";
import { accountV1Parameters, accountV2Parameters, type AccountOrder } from "./account-parameters.ts";
import { saysAccountsV2Closed } from "./accounts-v2-closed.ts";
import { operatorRefusal, type OperatorRefusal } from "./operator-refusal.ts";

export type OpenConnectedAccount = AccountOrder & {
  /**
   * Stored before the call; at most 252 characters. The same for every try after an `unknown`, within 23 hours (v1
   * keys are forgotten after 24: a later try could open a second account), and another after a `refused`, whose answer
   * Stripe may have saved under the key.
   */
  readonly idempotencyKey: string;
  /**
   * The `api` of the `unknown` that this try follows, stored with it. After an unknown of v1 only v1 is asked: were v2
   * opened to the platform meanwhile, it would open a second account.
   */
  readonly unknownApi?: 1 | 2;
};

export type OpenedAccount =
  | {
      readonly kind: "opened";
      /** `acct_…` */
      readonly accountId: string;
      /** The API that opened it; both are read, linked and paid alike. */
      readonly api: 1 | 2;
      /** An earlier try of the key had opened it. */
      readonly replayed: boolean;
      readonly requestId: string | null;
    }
  | {
      readonly kind: "refused";
      readonly refusal: OperatorRefusal;
      /**
       * True: Stripe executed the request and said no, so no try of this key has opened an account. False: this try
       * was turned away at the door (key, permission), which says nothing about earlier tries.
       */
      readonly executed: boolean;
    }
  /** An account may or may not exist (no answer, 409, 429, 5xx). Try again with the same key; never show a failure. */
  | {
      readonly kind: "unknown";
      readonly api: 1 | 2;
      readonly detail: string;
      readonly sent: SentFacts;
    };

/**
 * Opens an account for a creator: Accounts v2 first, and v1 only when Stripe says that this platform has no v2, never
 * after an unknown outcome.
 *
 * Opened proves that the account exists, not that it can be paid: that is `transfersActive` of `readAccount`.
 *
 * @throws Error for a bug: a key that no header can carry.
 */
export async function openConnectedAccount(
  stripe: Stripe,
  { idempotencyKey, unknownApi, ...order }: OpenConnectedAccount,
): Promise<OpenedAccount> {
  // The key of another endpoint would be refused: v1 gets its own.
  const keys = { v2: idempotencyKey, v1: `${idempotencyKey}_v1` };
  const openByV1 = async () => {
    const parameters = accountV1Parameters(order);
    const { answer, sent } = await sendOnce(
      () => stripe.accounts.create(parameters, { idempotencyKey: keys.v1 }),
      { idempotencyKey: keys.v1 },
    );
    return opened(answer, sent, 1);
  };
  if (unknownApi === 1) return openByV1();
  const parameters = accountV2Parameters(order);
  const first = await sendOnce(
    () => stripe.v2.core.accounts.create(parameters, { idempotencyKey: keys.v2 }),
    { idempotencyKey: keys.v2, generation: 2 },
  );
  const closed = first.answer.kind === "error" && saysAccountsV2Closed(first.answer.facts);
  return closed ? openByV1() : opened(first.answer, first.sent, 2);
}

function opened(answer: WireAnswer, sent: SentFacts, api: 1 | 2): OpenedAccount {
  switch (answer.kind) {
    case "no_answer":
      return { kind: "unknown", api, detail: answer.detail, sent };
    case "error": {
      const { facts } = answer;
      if (mayHaveOpened(facts)) {
        return { kind: "unknown", api, detail: `HTTP ${facts.httpStatus} ${facts.code ?? facts.type}`, sent };
      }
      const executed = facts.httpStatus !== 401 && facts.httpStatus !== 403;
      return { kind: "refused", refusal: operatorRefusal(facts, sent.requestId), executed };
    }
    case "body": {
      const { id, object } = fieldsOf(answer.body);
      const expected = api === 2 ? "v2.core.account" : "account";
      if (object !== expected || typeof id !== "string" || !id.startsWith("acct_"))
        return { kind: "unknown", api, detail: excerptOf(answer.body), sent };
      return { kind: "opened", accountId: id, api, replayed: sent.replayed, requestId: sent.requestId };
    }
  }
}

/** Everything but an executed refusal, or one for the key itself: a used key (`idempotency_error`) proves an earlier try. */
function mayHaveOpened({ httpStatus, type, code }: StripeErrorFacts): boolean {
  if (httpStatus === null || httpStatus < 400 || httpStatus >= 500) return true;
  if (httpStatus === 409 || httpStatus === 429) return true;
  // An error of v2 may have its kind for a code.
  return type === "idempotency_error" || (code !== null && ABOUT_THE_KEY_OR_RATE.has(code));
}

const ABOUT_THE_KEY_OR_RATE: ReadonlySet<string> = new Set([
  "idempotency_error",
  "idempotency_key_in_use",
  "rate_limit",
]);
