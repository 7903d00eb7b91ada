import { expect, test } from "vitest";
import { freezeReversal, type BankPayout } from "../src/index.ts";
import { simulatedStripe, type SimulatedStripe } from "./simulated-stripe.ts";

const accountId = "acct_ana";
const payableAccount = { accounts: [{ id: accountId, apiGeneration: 2, country: "US" }] };

async function payoutsOf(
  { provider }: SimulatedStripe,
  createdFrom = new Date(0),
): Promise<readonly BankPayout[]> {
  const listed = await provider.listBankPayouts({ accountId, createdFrom });
  if (listed.kind !== "bank_payouts") throw new Error("Out of reach");
  return listed.payouts;
}

/** What the creator does in her dashboard. */
async function nameBank({ url }: SimulatedStripe, accountNumber: string): Promise<void> {
  const answer = await fetch(`${url}/v1/accounts/${accountId}/external_accounts`, {
    method: "POST",
    headers: { authorization: "Bearer sk_test_creator" },
    body: new URLSearchParams({
      "external_account[object]": "bank_account",
      "external_account[country]": "US",
      "external_account[currency]": "usd",
      "external_account[routing_number]": "110000000",
      "external_account[account_number]": accountNumber,
      default_for_currency: "true",
    }),
  });
  expect(answer.status, await answer.text()).toBe(200);
}

test("a transfer is followed into the bank, back out of it, and in again with the next payout", async () => {
  const stripe = await simulatedStripe();
  const { provider, control, transfer, advanceDays } = stripe;
  await control("POST", "/accounts", payableAccount);
  const first = await transfer("item_1", accountId, 40_00n);
  const second = await transfer("item_2", accountId, 2_50n);

  await advanceDays(1);
  const [sent] = await payoutsOf(stripe);
  if (sent === undefined) throw new Error("No payout");
  expect(sent).toMatchObject({ amountMinor: 42_50n, currency: "USD", status: "in_transit", automatic: true });
  await advanceDays(7);
  const { payoutId } = sent;
  const of = { accountId, payoutId };
  expect(await provider.readBankPayout(of)).toMatchObject({
    payout: { status: "in_bank", failure: null, traceId: expect.stringMatching(/./) },
  });
  const contents = await provider.transfersInBankPayout(of);
  expect(contents).toMatchObject({ attribution: "complete", addsUp: true, returned: [], others: [] });
  if (contents.kind !== "contents" || contents.attribution !== "complete") throw new Error("Not attributed");
  expect(
    Object.fromEntries(contents.transfers.map(({ transferId, netMinor }) => [transferId, netMinor])),
  ).toEqual({
    [first]: 40_00n,
    [second]: 2_50n,
  });

  await control("POST", `/payouts/${payoutId}/fail`, { code: "account_closed" });
  expect(await provider.readBankPayout(of)).toMatchObject({
    payout: { status: "failed", failure: { kind: "account_closed", stripeCode: "account_closed" } },
  });
  expect(await provider.readAccount(accountId)).toMatchObject({
    bankDestinations: [{ state: "stopped", stripeStatus: "errored", currency: "USD" }],
  });
  expect(await provider.readConnectedBalance(accountId)).toMatchObject({
    available: [{ currency: "USD", amountMinor: 42_50n }],
  });
  await advanceDays(2);
  expect(await payoutsOf(stripe)).toHaveLength(1);

  await nameBank(stripe, "000123456789");
  const third = await transfer("item_3", accountId, 1_00n);
  await advanceDays(1);
  const [again] = await payoutsOf(stripe);
  if (again === undefined) throw new Error("No payout");
  expect(again).toMatchObject({ amountMinor: 43_50n, status: "in_transit" });
  const inAgain = { accountId, payoutId: again.payoutId };
  expect(await provider.transfersInBankPayout(inAgain)).toMatchObject({
    attribution: "none",
    why: "not_ready",
  });
  await advanceDays(5);
  expect(await provider.transfersInBankPayout(inAgain)).toMatchObject({
    attribution: "complete",
    payout: { status: "in_bank" },
    transfers: [{ transferId: third, netMinor: 1_00n }],
    returned: [{ payoutId, netMinor: 42_50n }],
    addsUp: true,
  });
});

test("a payout that somebody asked for says nothing of its transfers", async () => {
  const stripe = await simulatedStripe();
  const { provider, control, transfer, url } = stripe;
  await control("POST", "/accounts", payableAccount);
  await transfer("item_1", accountId, 40_00n);
  const answer = await fetch(`${url}/v1/payouts`, {
    method: "POST",
    headers: { authorization: "Bearer sk_test_creator", "stripe-account": accountId },
    body: new URLSearchParams({ amount: "1000", currency: "usd" }),
  });
  const { id } = (await answer.json()) as { readonly id: string };
  expect(await provider.transfersInBankPayout({ accountId, payoutId: id })).toMatchObject({
    attribution: "none",
    why: "manual",
  });
  expect(await provider.readBankPayout({ accountId: "acct_nobody", payoutId: id })).toEqual({
    kind: "unreachable",
    accountId: "acct_nobody",
    reason: "account_invalid",
  });
  expect(await provider.readBankPayout({ accountId, payoutId: "po_none" })).toMatchObject({
    kind: "unreachable",
    reason: "resource_missing",
  });
});

test("a transfer is taken back in parts, never beyond what was sent", async () => {
  const { provider, control, transfer } = await simulatedStripe();
  await control("POST", "/accounts", payableAccount);
  const transferId = await transfer("item_1", accountId, 40_00n);
  const take = async (reversalId: string, amountMinor: bigint, known = 0n) => {
    const transferRead = { transferId, currency: "USD", amountMinor: 40_00n, reversedMinor: known };
    const frozen = freezeReversal({
      reversalId,
      transfer: transferRead,
      payoutItemId: "item_1",
      amountMinor,
      currency: "USD",
      reason: "chargeback",
    });
    return provider.submitReversal({ frozen, idempotencyKey: `payrun_simulator_${reversalId}` });
  };
  const taken = await take("reversal_1", 15_00n);
  expect(taken.answer).toMatchObject({ kind: "reversal", transferId, amountMinor: 15_00n, currency: "USD" });
  expect(await take("reversal_1", 15_00n)).toMatchObject({ replayed: true, answer: taken.answer });

  // Decided on what was read before the first one: Stripe has the last word.
  const tooMuch = await take("reversal_2", 30_00n);
  expect(tooMuch).toMatchObject({ httpStatus: 400, answer: { kind: "error" } });
  expect((await take("reversal_3", 25_00n, 15_00n)).answer).toMatchObject({ kind: "reversal" });

  const found = await provider.findReversals({ transferId });
  expect(found.complete).toBe(true);
  expect(found.reversals.map(({ reversalId, amountMinor }) => [reversalId, amountMinor])).toEqual([
    ["reversal_3", 25_00n],
    ["reversal_1", 15_00n],
  ]);
  const { transfers } = await provider.findTransfers({ payoutItemId: "item_1" });
  expect(transfers).toMatchObject([{ reversedMinor: 40_00n }]);
  const ledger: string[] = [];
  for await (const page of provider.listBalanceTransactions({
    type: "transfer_refund",
    createdFrom: new Date(0),
  }))
    ledger.push(...page.map(({ netMinor }) => String(netMinor)));
  expect(ledger.toSorted()).toEqual(["1500", "2500"]);
});
