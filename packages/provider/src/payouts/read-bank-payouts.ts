import type Stripe from "stripe";
import { unreachable, type UnreachableAccount } from "../accounts/read-account.ts";
import { pagesFrom, readPageOrRefusal } from "../client/stripe-pages.ts";
import type { StripeReader } from "../client/stripe-reader.ts";
import { bankPayout, type BankPayout } from "./bank-payout.ts";

/**
 * A connected account's bank payouts created since an instant, newest first, all pages. One that was `in_bank` can be
 * `failed` now: ask from at least two weeks back.
 *
 * @throws ProviderUnavailable: never a part of the list.
 */
export async function listBankPayouts(
  reader: StripeReader,
  { accountId, createdFrom }: { readonly accountId: string; readonly createdFrom: Date },
): Promise<{ readonly kind: "bank_payouts"; readonly payouts: readonly BankPayout[] } | UnreachableAccount> {
  const created = { gte: Math.floor(createdFrom.getTime() / 1000) };
  const list = (stripe: Stripe, cursor: Stripe.PaginationParams) =>
    stripe.payouts.list({ ...cursor, created }, { stripeAccount: accountId });
  const first = await readPageOrRefusal(reader, "payouts.list", (stripe) => list(stripe, { limit: 100 }));
  if (!first.ok) return unreachable(accountId, first.refusal);
  const payouts: BankPayout[] = [];
  for await (const page of pagesFrom(reader, "payouts.list", list, first.value))
    payouts.push(...page.map((payout) => bankPayout(accountId, payout)));
  return { kind: "bank_payouts", payouts };
}

/**
 * One bank payout as it is now. `unreachable` also when the account has no such payout (`resource_missing`).
 *
 * @throws ProviderUnavailable
 */
export async function readBankPayout(
  reader: StripeReader,
  { accountId, payoutId }: { readonly accountId: string; readonly payoutId: string },
): Promise<{ readonly kind: "bank_payout"; readonly payout: BankPayout } | UnreachableAccount> {
  const answer = await reader.readOrRefusal("payouts.retrieve", (stripe) =>
    stripe.payouts.retrieve(payoutId, {}, { stripeAccount: accountId }),
  );
  if (!answer.ok) return unreachable(accountId, answer.refusal);
  return { kind: "bank_payout", payout: bankPayout(accountId, answer.value) };
}
