/** What goes wrong at Stripe, in the words of the simulator's `/faults`. */
export type StripeFault = {
  readonly name: FaultName;
  readonly switchOn: { readonly kind: string; readonly [parameter: string]: unknown };
  /**
   * What the lost try before a re-send has come to at Stripe: money moved, wherever the fault can still hit the second try.
   * A fault of the execution spares replays, so there the first try must not have arrived.
   */
  readonly firstTry: "moved_money" | "never_arrived";
};

export const faultNames = [
  "answer lost after success",
  "reset before",
  "reset after",
  "500 without effect",
  "500 with effect",
  "saved 500 without effect",
  "saved 500 with effect",
  "409 in use",
  "400 key mismatch",
  "429 global-rate",
  "429 endpoint-rate",
  "429 global-concurrency",
  "429 endpoint-concurrency",
  "429 resource-specific",
  "lock_timeout",
  "balance_insufficient",
  "insufficient_capabilities_for_transfer",
  "account_invalid",
  "broken JSON",
  "silence before",
  "silence after",
  "401 revoked key",
  "another amount",
  "unmapped code",
] as const;
export type FaultName = (typeof faultNames)[number];

const rateLimits = [
  "global-rate",
  "endpoint-rate",
  "global-concurrency",
  "endpoint-concurrency",
  "resource-specific",
] as const;

/**
 * Every way in which a call to Stripe can go wrong. A 500 of Stripe's own that comes after the effect is always saved under
 * the key; the one with effect that is not is a proxy's, which stands between.
 */
export const stripeFaults: readonly StripeFault[] = [
  onTheWay("answer lost after success", { kind: "truncated" }),
  onTheWay("reset before", { kind: "reset_before" }),
  onTheWay("reset after", { kind: "reset_after" }),
  inside("500 without effect", { kind: "500_before" }),
  onTheWay("500 with effect", { kind: "proxy_503_after" }),
  inside("saved 500 without effect", { kind: "500_before", saved: true }),
  inside("saved 500 with effect", { kind: "500_after" }),
  onTheWay("409 in use", { kind: "409" }),
  inside("400 key mismatch", refusal({ type: "idempotency_error", saved: false })),
  ...rateLimits.map((reason) => onTheWay(`429 ${reason}` as const, { kind: "429", reason })),
  onTheWay("lock_timeout", { kind: "lock_timeout" }),
  inside("balance_insufficient", refusal({ code: "balance_insufficient" })),
  inside(
    "insufficient_capabilities_for_transfer",
    refusal({ code: "insufficient_capabilities_for_transfer" }),
  ),
  inside("account_invalid", refusal({ status: 403, code: "account_invalid", saved: false })),
  onTheWay("broken JSON", { kind: "broken_json" }),
  onTheWay("silence before", { kind: "hang" }),
  onTheWay("silence after", { kind: "hang_after" }),
  onTheWay("401 revoked key", { kind: "401" }),
  inside("another amount", { kind: "wrong_amount", amount: 1 }),
  inside("unmapped code", refusal({ code: "moon_in_retrograde" })),
];

function onTheWay(name: FaultName, switchOn: StripeFault["switchOn"]): StripeFault {
  return { name, switchOn, firstTry: "moved_money" };
}

function inside(name: FaultName, switchOn: StripeFault["switchOn"]): StripeFault {
  return { name, switchOn, firstTry: "never_arrived" };
}

function refusal(answer: Readonly<Record<string, unknown>>): StripeFault["switchOn"] {
  return { kind: "error", ...answer };
}
