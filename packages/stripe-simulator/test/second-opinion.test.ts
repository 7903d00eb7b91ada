import { loadPublishedContract } from "@payrun/stripe-contract";
import { expect, test } from "vitest";
import { simulate } from "./simulator.ts";

const published = loadPublishedContract();

/**
 * Where today's objects differ from those that Stripe published as OpenAPI with API version 2024-04-10. All of them are
 * fields that came later (the official client's types have them), so nothing that was there is missing or of another
 * kind: amounts and times are integers, texts are no longer than Stripe's, and what may be null may be null there too.
 */
const cameLater: Readonly<Record<string, readonly string[]>> = {
  account: [
    // Facts that banks and Japan's law ask for.
    "business_profile/minority_owned_business_designation",
    "business_profile/specified_commercial_transactions_act_url",
    "settings/invoices/hosted_payment_method_save",
  ],
  // Money put aside for refunds and disputes.
  balance: ["refund_and_dispute_prefunding"],
  // Which of the balances it moved: payments, or one of those that came later.
  balance_transaction: ["balance_type"],
  charge: [
    "billing_details/tax_id",
    // What the card network says of a decline, word by word.
    "outcome/advice_code",
    "outcome/network_advice_code",
    "outcome/network_decline_code",
    "payment_method_details/card/authorization_code",
    "payment_method_details/card/electronic_commerce_indicator",
    "payment_method_details/card/network_transaction_id",
    "payment_method_details/card/regulated_status",
    "payment_method_details/card/transaction_link_id",
    // Left out of what was published.
    "source",
  ],
  dispute: [
    "balance_transactions/balance_type",
    // Visa's compelling evidence and compliance.
    "enhanced_eligibility_types",
    "evidence/enhanced_evidence",
    "evidence_details/enhanced_eligibility",
    // Evidence that Stripe writes itself.
    "evidence_details/submission_method",
    "intended_submission_method",
    "network_reason_code",
    "payment_method_details/card/case_type",
    "payment_method_details/card/network",
  ],
  payment_intent: [
    // The newer names of `payment_method_types`, which is gone from the parameters.
    "allowed_payment_method_types",
    "excluded_payment_method_types",
    // A customer that is an account of v2.
    "customer_account",
    "managed_payments",
    "payment_record",
    "source",
  ],
  payment_method: ["billing_details/tax_id", "card/regulated_status", "customer_account"],
  // The v2 payout method, and the number by which a bank finds it.
  payout: ["payout_method", "trace_id"],
  // Who may act for a company.
  person: ["relationship/authorizer"],
  refund: ["customer", "customer_account", "payment_method"],
  topup: ["initiated_by"],
};

/** One of each kind, and several where they look different. */
async function oneOfEach(): Promise<readonly { readonly object: string }[]> {
  const { call, control, readyAccount } = await simulate();
  const shown: { readonly object: string }[] = [];
  const show = async (path: string, form?: string, headers?: Record<string, string>) => {
    const { status, json } = await call(path, form, headers);
    expect({ path, status, json }).toMatchObject({ status: 200 });
    const isList = json["object"] === "list";
    shown.push(...((isList ? json["data"] : [json]) as { object: string }[]));
    return String(json["id"]);
  };

  await control("POST", "/balance", { add: { usd: 100_000 } });
  const account = await readyAccount();
  const onItsBehalf = { "Stripe-Account": account };
  const transfer = await show("/v1/transfers", `amount=5000&currency=usd&destination=${account}`);
  await show(`/v1/transfers/${transfer}/reversals`, "amount=100");
  const charge = await show("/v1/charges", "amount=1000&currency=usd&source=tok_bypassPending");
  await show("/v1/charges", "amount=1000&currency=usd&source=tok_createDispute");
  await show("/v1/refunds", `charge=${charge}&amount=10`);
  await show(`/v1/charges/${charge}`);
  await show("/v1/disputes");
  const card = "confirm=true&payment_method=pm_card_visa&return_url=https://shop.example";
  await show("/v1/payment_intents", `amount=1000&currency=usd&${card}`);
  await show("/v1/payment_methods", "type=card&card[token]=tok_visa");
  await show("/v1/topups", "amount=100&currency=usd");
  const bank = { object: "bank_account", country: "US", currency: "usd", routing_number: "110000000" };
  const fields = Object.entries({ ...bank, account_number: "000123456789" });
  const form = fields.map(([name, value]) => `external_account[${name}]=${value}`).join("&");
  await show(`/v1/accounts/${account}/external_accounts`, form);
  await show("/v1/payouts", "amount=100&currency=usd", onItsBehalf);
  await show(`/v1/accounts/${account}`);
  await show(`/v1/accounts/${account}/capabilities`);
  await show(`/v1/accounts/${account}/login_links`, "");
  const urls = "refresh_url=https://a.example/&return_url=https://a.example/";
  await show("/v1/account_links", `account=${account}&type=account_onboarding&${urls}`);
  const person = "business_type=individual&capabilities[transfers][requested]=true";
  const custom = await show("/v1/accounts", `type=custom&country=US&${person}`);
  await show(`/v1/accounts/${custom}/persons`, "first_name=Ana");
  await show("/v1/webhook_endpoints", "url=https://a.example/&enabled_events[]=*");
  await show("/v1/account");
  await show("/v1/balance");
  await show("/v1/balance_transactions?limit=100");
  await show("/v1/balance/history");
  await show("/v1/events?limit=100");
  return shown;
}

test("every object is as Stripe's own published schemas have it, but for what came later", async () => {
  const objects = await oneOfEach();
  expect(published.apiVersion).toBe("2024-04-10");
  expect([...new Set(objects.map(({ object }) => object))].toSorted()).toEqual([
    "account",
    "account_link",
    "balance",
    "balance_transaction",
    "bank_account",
    "capability",
    "charge",
    "dispute",
    "event",
    "login_link",
    "payment_intent",
    "payment_method",
    "payout",
    "person",
    "refund",
    "topup",
    "transfer",
    "transfer_reversal",
    "webhook_endpoint",
  ]);
  const found = new Set(objects.flatMap((object) => published.differencesOf(object)));
  const expected = Object.entries(cameLater).flatMap(([object, fields]) =>
    fields.map((field) => `${object} /${field} is not known`),
  );
  // Equal: a line above that is no longer needed is a fault too.
  expect([...found].toSorted()).toEqual(expected.toSorted());
});
