/** A transfer as Stripe lists it; amounts in the currency's minor unit, for currencies in which Stripe counts likewise. */
export type StripeTransfer = {
  readonly id: string;
  readonly destination: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly reversedMinor: bigint;
  readonly payoutItemId: string | null;
  readonly payoutBatchId: string | null;
  readonly attemptNo: string | null;
};

type Listed = {
  readonly id: string;
  readonly destination: string;
  readonly currency: string;
  readonly amount: number;
  readonly amount_reversed: number;
  readonly metadata: Readonly<Record<string, string | undefined>>;
};

/** Every transfer that Stripe has, oldest first: over HTTP, as anybody outside would ask. */
export async function transfersAt(stripeUrl: string): Promise<readonly StripeTransfer[]> {
  const all: Listed[] = [];
  for (;;) {
    const last = all.at(-1);
    const after = last ? `&starting_after=${last.id}` : "";
    const answer = await fetch(`${stripeUrl}/v1/transfers?limit=100${after}`, {
      headers: { authorization: "Bearer sk_test_oracle" },
    });
    if (!answer.ok) throw new Error(`Stripe does not list its transfers: ${answer.status}`);
    const page = (await answer.json()) as { readonly data: readonly Listed[]; readonly has_more: boolean };
    all.push(...page.data);
    if (!page.has_more) break;
  }
  return all.toReversed().map((transfer) => ({
    id: transfer.id,
    destination: transfer.destination,
    currency: transfer.currency.toUpperCase(),
    amountMinor: BigInt(transfer.amount),
    reversedMinor: BigInt(transfer.amount_reversed),
    payoutItemId: transfer.metadata["payout_item_id"] ?? null,
    payoutBatchId: transfer.metadata["payout_batch_id"] ?? null,
    attemptNo: transfer.metadata["attempt_no"] ?? null,
  }));
}
