/** A transfer as `GET /v1/transfers/{id}` shows it; `given` replaces fields, undefined takes one away. */
export function transfer(given: Readonly<Record<string, unknown>> = {}): object {
  return {
    id: "tr_1",
    object: "transfer",
    amount: 4000,
    amount_reversed: 0,
    balance_transaction: "txn_1",
    created: 1_796_090_400,
    currency: "usd",
    description: null,
    destination: "acct_ana",
    destination_payment: "py_1",
    livemode: false,
    metadata: { payout_item: "item_1" },
    reversals: list("/v1/transfers/tr_1/reversals"),
    reversed: false,
    source_transaction: null,
    source_type: "card",
    transfer_group: null,
    ...given,
  };
}

export function list(url: string, ...data: readonly unknown[]): object {
  return { object: "list", data, has_more: false, url };
}

/** A snapshot event about a transfer. */
export function event(given: Readonly<Record<string, unknown>> = {}): object {
  return {
    id: "evt_1",
    object: "event",
    api_version: "2026-10-28.endive",
    created: 1_796_090_400,
    data: { object: transfer() },
    livemode: false,
    pending_webhooks: 0,
    request: { id: "req_1", idempotency_key: null },
    type: "transfer.created",
    ...given,
  };
}
