import { describe, expect } from "vitest";
import { matching } from "../simulator.ts";
import { fundedAccount, usBank } from "./funded-account.ts";
import { rule } from "./rule.ts";

const works = { ...usBank, account_number: "000123456789" };

describe("the numbers of a bank account", () => {
  const outcomes = [
    ["US", "110000000", "000123456789", "usd", null],
    ["GB", "108800", "00012345", "gbp", null],
    ["GB", "108800", "11111116", "gbp", "no_account"],
    ["GB", "108800", "11111113", "gbp", "account_closed"],
    ["AU", "110-000", "000123456", "aud", null],
    ["AU", "110000", "111111113", "aud", "account_closed"],
    ["CA", "11000-000", "000222222227", "cad", "insufficient_funds"],
    ["JP", "1100000", "0001234", "jpy", null],
    ["DE", "", "DE89370400440532013000", "eur", null],
    ["DE", "", "DE62370400440532013001", "eur", "no_account"],
    ["DE", "", "DE89370400440532013002", "eur", "account_closed"],
    ["DE", "", "DE89370400440532013003", "eur", "insufficient_funds"],
    ["DE", "", "DE89370400440532013004", "eur", "debit_not_authorized"],
    ["DE", "", "DE89370400440532013005", "eur", "invalid_currency"],
    ["FR", "", "FR14 2004 1010 0505 0001 3M02 606", "eur", null],
    ["FR", "", "FR8420041010050500013M02607", "eur", "no_account"],
  ] as const;

  rule(
    "decide what becomes of a payout, in every country",
    "docs.stripe.com/connect/testing#account-numbers",
    async () => {
      const { stripe, control, readyAccount, moveTo } = await fundedAccount({ amount: 0 });
      const made = [];
      for (const [country, routing_number, account_number, currency, code] of outcomes) {
        const account = await readyAccount({ country });
        const options = { stripeAccount: account };
        await control("POST", "/balance", { add: { [currency]: 10_000 } });
        await stripe.transfers.create({ amount: 10_000, currency, destination: account });
        await stripe.accounts.createExternalAccount(account, {
          external_account: {
            object: "bank_account",
            country,
            currency,
            account_number,
            ...(routing_number === "" ? {} : { routing_number }),
          },
          default_for_currency: true,
        });
        const { id } = await stripe.payouts.create({ amount: 10_000, currency }, options);
        made.push({ id, options, code, account_number });
      }
      await moveTo("2026-11-04T00:00:00Z");
      const met = await Promise.all(
        made.map(async ({ id, options, account_number }) => {
          const { status, failure_code } = await stripe.payouts.retrieve(id, {}, options);
          return { account_number, status, failure_code };
        }),
      );
      expect(met).toEqual(
        made.map(({ code, account_number }) => ({
          account_number,
          status: code === null ? "paid" : "failed",
          failure_code: code,
        })),
      );
    },
  );

  const refused = [
    [
      "routing_number_invalid",
      "routing_number",
      { ...works, routing_number: "1100" },
      "Routing number must have 9 digits",
    ],
    [
      "routing_number_invalid",
      "routing_number",
      { ...works, routing_number: "110000001" },
      "We couldn't find the bank for that routing number",
    ],
    [
      "account_number_invalid",
      "account_number",
      { ...works, account_number: "123123123" },
      "You must use a test bank account number in test mode. Try 000123456789 or see more options at " +
        "https://stripe.com/docs/connect/testing#account-numbers.",
    ],
    [
      "account_number_invalid",
      "account_number",
      { country: "DE", currency: "eur", account_number: "DE88370400440532013000" },
      "The IBAN you provided is invalid.",
    ],
    [
      "account_number_invalid",
      "account_number",
      { country: "DE", currency: "eur", account_number: "DE02120300000000202051" },
      matching(/^You must use a test bank account number in test mode/),
    ],
    [
      "parameter_missing",
      "routing_number",
      { country: "US", account_number: "000123456789" },
      matching(/routing_number/),
    ],
    ["parameter_missing", "account_number", { country: "US" }, matching(/account_number/)],
    ["country_unsupported", "country", { country: "ZZ", account_number: "1" }, matching(/ZZ/)],
  ] as const;
  for (const [code, name, given, message] of refused) {
    rule(`are refused with ${code}: ${JSON.stringify(given)}`, "docs.stripe.com/error-codes", async () => {
      const { account, bank, stripe } = await fundedAccount({ amount: 0 });
      await expect(bank(given)).rejects.toMatchObject({
        statusCode: 400,
        code,
        param: `external_account[${name}]`,
        message,
      });
      expect((await stripe.accounts.listExternalAccounts(account)).data).toHaveLength(1);
    });
  }

  rule("go with a currency of the country", "stripe/stripe-php#265", async () => {
    const { bank } = await fundedAccount({ amount: 0 });
    await expect(bank({ ...works, currency: "jpy" })).rejects.toMatchObject({
      statusCode: 400,
      param: "external_account[currency]",
    });
  });
});
