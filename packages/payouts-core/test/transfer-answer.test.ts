// oxlint-disable unicorn/no-thenable -- `then` is a word in an outcome, never a function.
import { describe, expect, test } from "vitest";
import {
  type RefusalClass,
  type StripeErrorFacts,
  type TransferAnswer,
  type TransferOutcome,
  backOffMs,
  canMoveItem,
  canMoveTransfer,
  itemStatusAfter,
  mayRetryAutomatically,
  nextStep,
  nextStepActions,
  readTransferAnswer,
  transferIdempotencyKey,
  transferStatusAfter,
} from "../src/index.ts";

const frozen = { amountMinor: 40_00n, currency: "USD", destinationAccountId: "acct_ana" };
const transfer = { kind: "transfer", transferId: "tr_1", ...frozen } as const;

const read = (answer: TransferAnswer, earlierTriesOnlyNotExecuted = true) =>
  readTransferAnswer({ answer, frozen, earlierTriesOnlyNotExecuted });

const error = (facts: Partial<StripeErrorFacts>): TransferAnswer => ({
  kind: "error",
  facts: {
    httpStatus: 400,
    type: "invalid_request_error",
    code: null,
    param: null,
    message: null,
    ...facts,
  },
});

describe("a 2xx", () => {
  test("with the frozen parameters is paid, on any try", () => {
    expect(read(transfer)).toEqual({ kind: "paid", transferId: "tr_1" });
    expect(read(transfer, false)).toEqual({ kind: "paid", transferId: "tr_1" });
  });

  test.for<{ of: string; answer: TransferAnswer }>([
    { of: "another amount", answer: { ...transfer, amountMinor: 40_01n } },
    { of: "another currency", answer: { ...transfer, currency: "EUR" } },
    { of: "another destination", answer: { ...transfer, destinationAccountId: "acct_eve" } },
    { of: "no destination", answer: { ...transfer, destinationAccountId: null } },
    { of: "no transfer at all", answer: { kind: "unreadable", detail: "{}" } },
  ])("of $of is for an admin, and is never sent again", ({ answer }) => {
    expect(read(answer)).toMatchObject({ kind: "unknown", needsAdmin: true });
  });
});

describe("an executed refusal", () => {
  const CLASSES: Readonly<Record<string, RefusalClass>> = {
    balance_insufficient: "needs_funds",
    insufficient_capabilities_for_transfer: "needs_creator",
    capability_not_active: "needs_creator",
    account_invalid: "needs_creator",
    payouts_not_allowed: "needs_creator",
    instant_payouts_unsupported: "needs_creator",
    account_closed: "terminal",
    amount_too_small: "terminal",
    amount_too_large: "needs_admin",
    parameter_invalid_integer: "needs_admin",
    parameter_missing: "needs_admin",
    parameter_unknown: "needs_admin",
    transfers_not_allowed: "needs_admin",
    transfer_source_balance_parameters_mismatch: "needs_admin",
    livemode_mismatch: "needs_admin",
    instant_payouts_currency_disabled: "needs_admin",
    instant_payouts_config_disabled: "needs_admin",
    lock_timeout: "transient",
    payouts_limit_exceeded: "transient",
    instant_payouts_limit_exceeded: "transient",
    payout_reconciliation_not_ready: "transient",
  };

  test.for(Object.entries(CLASSES))("%s is %s, on any try", ([code, refusalClass]) => {
    const refused = { kind: "refused", refusalClass, code, unmapped: false };
    expect(read(error({ code }))).toEqual(refused);
    expect(read(error({ code }), false)).toEqual(refused);
  });

  test.for([
    ["destination", "terminal", false],
    ["source_transaction", "needs_admin", false],
    ["transfer_group", "needs_admin", true],
    [null, "needs_admin", true],
  ] as const)("resource_missing of %s is %s", ([param, refusalClass, unmapped]) => {
    expect(read(error({ code: "resource_missing", param }))).toMatchObject({ refusalClass, unmapped });
  });

  test.for([402, 404, 422])("may have status %i", (httpStatus) => {
    expect(read(error({ httpStatus, code: "account_closed" }))).toMatchObject({ kind: "refused" });
  });

  test("with a code that nobody mapped alerts an admin instead of looping", () => {
    const code = "brand_new_code";
    const refused = { kind: "refused", refusalClass: "needs_admin", code, unmapped: true };
    expect(read(error({ code }))).toEqual(refused);
    expect(read(error({ code: null }))).toMatchObject({ code: "invalid_request_error", unmapped: true });
    expect(read(error({ code: "constructor" }))).toMatchObject({ unmapped: true });
  });
});

describe("an answer from before Stripe looked at the request", () => {
  test.for<[Partial<StripeErrorFacts>, "hold" | "pause_batch" | "back_off"]>([
    [{ httpStatus: 401 }, "pause_batch"],
    [{ httpStatus: 403, code: "account_invalid" }, "hold"],
    [{ httpStatus: 403, code: "more_permissions_required" }, "pause_batch"],
    [{ httpStatus: 403, type: null }, "pause_batch"],
    [{ httpStatus: 429, code: "lock_timeout" }, "back_off"],
    [{ httpStatus: 429, type: null }, "back_off"],
    [{ httpStatus: 400, code: "rate_limit" }, "back_off"],
  ])("%o: %s, when no earlier try may have been executed", ([facts, then]) => {
    expect(read(error(facts))).toMatchObject({ kind: "not_executed", then });
  });

  test.for([401, 403, 429])(
    "%i after a try without an answer proves nothing: the money may have moved",
    (httpStatus) => {
      expect(read(error({ httpStatus }), false)).toMatchObject({ kind: "unknown", needsAdmin: false });
    },
  );
});

describe("an unknown outcome", () => {
  test.for<[string, TransferAnswer]>([
    ["no answer", { kind: "no_answer", detail: "socket hang up" }],
    ["an error without a status", error({ httpStatus: null, type: null })],
    ["500", error({ httpStatus: 500, type: "api_error" })],
    ["503 of a proxy", error({ httpStatus: 503, type: null })],
    ["409", error({ httpStatus: 409, code: "idempotency_key_in_use" })],
    ["409 that calls itself an idempotency error", error({ httpStatus: 409, type: "idempotency_error" })],
    ["400 with a key in use", error({ code: "idempotency_key_in_use", type: "idempotency_error" })],
    ["400 that is not Stripe's", error({ type: null, code: null })],
    ["an error in a 2xx", error({ httpStatus: 200, code: "account_closed" })],
    ["a redirect", error({ httpStatus: 302, type: null })],
  ])("is %s", ([, answer]) => {
    expect(read(answer)).toMatchObject({ kind: "unknown", needsAdmin: false });
    expect(itemStatusAfter(read(answer))).toBe("unknown");
  });

  test("is an idempotency error, which proves that the key was used: never re-sent", () => {
    expect(read(error({ type: "idempotency_error" }))).toEqual({
      kind: "unknown",
      needsAdmin: true,
      code: "idempotency_error",
    });
  });
});

const OUTCOMES: readonly [TransferOutcome, string, string][] = [
  [{ kind: "paid", transferId: "tr_1" }, "paid", "paid"],
  ...(
    [
      ["needs_funds", "awaiting_funds"],
      ["needs_creator", "held"],
      ["terminal", "failed"],
      ["needs_admin", "failed"],
      ["transient", "failed"],
    ] as const
  ).map(([refusalClass, item]): [TransferOutcome, string, string] => [
    { kind: "refused", refusalClass, code: "x", unmapped: false },
    item,
    "refused",
  ]),
  [{ kind: "not_executed", then: "hold", code: "x" }, "held", "not_sent"],
  [{ kind: "not_executed", then: "pause_batch", code: "x" }, "planned", "not_sent"],
  [{ kind: "not_executed", then: "back_off", code: "x" }, "planned", "not_sent"],
  [{ kind: "unknown", needsAdmin: false, code: "x" }, "unknown", "unknown"],
  [{ kind: "unknown", needsAdmin: true, code: "x" }, "unknown", "unknown"],
];

describe("after an outcome", () => {
  test.for(OUTCOMES)("%o the item is %s and the attempt %s, both legal moves", ([outcome, item, attempt]) => {
    expect([itemStatusAfter(outcome), transferStatusAfter(outcome)]).toEqual([item, attempt]);
    expect(canMoveItem("sending", itemStatusAfter(outcome))).toBe(true);
    expect(canMoveTransfer("begun", transferStatusAfter(outcome))).toBe(true);
  });

  test.for(OUTCOMES)("%o there is one next step, with one action", ([outcome]) => {
    expect(nextStepActions).toHaveProperty(nextStep(outcome));
  });
});

describe("trying again unasked", () => {
  test.for([
    { refusalClass: "transient", countedAttempts: 2, may: true },
    { refusalClass: "transient", countedAttempts: 3, may: false },
    { refusalClass: "needs_admin", countedAttempts: 1, may: false },
    { refusalClass: "needs_creator", countedAttempts: 1, may: false },
  ] as const)("$refusalClass after $countedAttempts attempts: $may", ({ may, ...facts }) => {
    expect(mayRetryAutomatically(facts)).toBe(may);
  });

  test("waits longer each time, up to 5 minutes, anywhere below the ceiling", () => {
    const ceilings = [1, 2, 3, 9, 10, 2_000].map((tries) => backOffMs({ tries, randomFraction: 0.999_999 }));
    expect(ceilings).toEqual([999, 1_999, 3_999, 255_999, 299_999, 299_999]);
    expect(backOffMs({ tries: 5, randomFraction: 0 })).toBe(0);
    expect(backOffMs({ tries: 5, randomFraction: 0.5 })).toBe(8_000);
  });
});

test("the key of an attempt is derived from item and attempt, never drawn or dated", () => {
  const attempt = { mode: "simulator", payoutItemId: "item_1", attemptNo: 2 } as const;
  expect(transferIdempotencyKey(attempt)).toBe("payrun_simulator_item_1_2");
});
