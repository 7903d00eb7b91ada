import { describe, expect } from "vitest";
import { matching } from "../simulator.ts";
import { fundedAccount, usBank } from "./funded-account.ts";
import { assumption, rule } from "./rule.ts";

const works = { ...usBank, account_number: "000123456789" };

describe("an external account", () => {
  rule(
    "is a bank account with what may be shown of it",
    "docs.stripe.com/api/external_account_bank_accounts/object",
    async () => {
      const { account, bank, eventsOf, stripe } = await fundedAccount({ amount: 0 });
      const added = await bank({
        ...works,
        account_holder_name: "Ada Example",
        account_holder_type: "individual",
      });
      expect(added).toMatchObject({
        id: matching(/^ba_/),
        object: "bank_account",
        account,
        account_holder_name: "Ada Example",
        account_holder_type: "individual",
        bank_name: "STRIPE TEST BANK",
        country: "US",
        currency: "usd",
        default_for_currency: true,
        fingerprint: matching(/^\w{16}$/),
        last4: "6789",
        metadata: {},
        routing_number: "110000000",
        status: "new",
      });
      expect(JSON.stringify(added)).not.toContain(works.account_number);
      expect(await eventsOf(added.id)).toEqual(["account.external_account.created"]);
      expect(await stripe.accounts.retrieveExternalAccount(account, added.id)).toMatchObject({
        id: added.id,
      });
    },
  );

  rule(
    "has the same fingerprint wherever it is added",
    "docs.stripe.com/api/external_account_bank_accounts/object",
    async () => {
      const { stripe, account, readyAccount } = await fundedAccount({ amount: 0 });
      const add = async (to: string, number: string) => {
        const given = { ...works, object: "bank_account", account_number: number } as const;
        return (await stripe.accounts.createExternalAccount(to, { external_account: given })).fingerprint;
      };
      const one = await add(account, "000123456789");
      expect(await add(await readyAccount(), "000123456789")).toBe(one);
      expect(await add(account, "000111111116")).not.toBe(one);
    },
  );

  rule("can be given by a test token", "docs.stripe.com/connect/testing", async () => {
    const { stripe, account } = await fundedAccount({ amount: 0 });
    const added = await stripe.accounts.createExternalAccount(account, {
      external_account: "btok_us_verified_noAccount",
    });
    expect(added).toMatchObject({ object: "bank_account", country: "US", last4: "1116" });
    await expect(
      stripe.accounts.createExternalAccount(account, { external_account: "btok_nobody" }),
    ).rejects.toMatchObject({ statusCode: 400, code: "resource_missing", param: "external_account" });
  });

  rule("is shown in its account", "docs.stripe.com/api/accounts/object", async () => {
    const { stripe, account, bank } = await fundedAccount({ amount: 0 });
    const { id } = await bank(works);
    const { external_accounts: shown } = await stripe.accounts.retrieve(account);
    expect(shown?.data.map((row) => row.id)).toContain(id);
  });

  rule(
    "may be a debit card, for its currency",
    "docs.stripe.com/api/external_account_cards/create",
    async () => {
      const { stripe, account } = await fundedAccount({ amount: 0 });
      const card = { object: "card", number: "4000056655665556", exp_month: 8, exp_year: 2031 } as const;
      const added = await stripe.accounts.createExternalAccount(account, {
        external_account: { ...card, currency: "usd", name: "Ada Example" },
      });
      expect(added).toMatchObject({
        id: matching(/^card_/),
        object: "card",
        account,
        brand: "Visa",
        country: "US",
        currency: "usd",
        exp_month: 8,
        exp_year: 2031,
        funding: "debit",
        last4: "5556",
        name: "Ada Example",
      });
      await expect(
        stripe.accounts.createExternalAccount(account, { external_account: card }),
      ).rejects.toMatchObject({
        statusCode: 400,
        message:
          "You must provide a card that has the 'currency' field set when adding a card to a Stripe account.",
      });
    },
  );

  rule("is never a credit card", "docs.stripe.com/error-codes#invalid-card-type", async () => {
    const { stripe, account } = await fundedAccount({ amount: 0 });
    for (const external_account of ["tok_visa", "tok_amex", "tok_visa_credit_au"]) {
      await expect(
        stripe.accounts.createExternalAccount(account, { external_account }),
      ).rejects.toMatchObject({
        statusCode: 400,
        code: "invalid_card_type",
      });
    }
  });
});

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

describe("of several external accounts", () => {
  rule(
    "the first of a currency is its default until another is made so",
    "docs.stripe.com/api/external_accounts/create",
    async () => {
      const { stripe, account } = await fundedAccount({ amount: 0 });
      const [first] = (await stripe.accounts.listExternalAccounts(account)).data;
      const second = await stripe.accounts.createExternalAccount(account, {
        external_account: { object: "bank_account", ...works },
        metadata: { which: "second" },
      });
      const defaults = async () =>
        (await stripe.accounts.listExternalAccounts(account)).data.map(({ id, default_for_currency: is }) => [
          id,
          is,
        ]);
      expect(await defaults()).toEqual([
        [second.id, false],
        [first?.id, true],
      ]);
      await stripe.accounts.updateExternalAccount(account, second.id, { default_for_currency: true });
      expect(await defaults()).toEqual([
        [second.id, true],
        [first?.id, false],
      ]);
    },
  );

  rule(
    "the default of the account's currency cannot be deleted, the others can",
    "docs.stripe.com/api/external_accounts/delete",
    async () => {
      const { stripe, account, eventsOf } = await fundedAccount({ amount: 0 });
      const [first] = (await stripe.accounts.listExternalAccounts(account)).data;
      const id = first?.id ?? "";
      await expect(stripe.accounts.deleteExternalAccount(account, id)).rejects.toMatchObject({
        statusCode: 400,
        message:
          "You cannot delete the default external account for your default currency. Please make another external account " +
          "the default using the `default_for_currency` param, and then delete this one.",
      });
      await stripe.accounts.createExternalAccount(account, {
        external_account: { object: "bank_account", ...works },
        default_for_currency: true,
      });
      expect(await stripe.accounts.deleteExternalAccount(account, id)).toEqual(
        expect.objectContaining({ id, object: "bank_account", deleted: true }),
      );
      expect(await eventsOf(id)).toEqual(["account.external_account.deleted"]);
      await expect(stripe.accounts.retrieveExternalAccount(account, id)).rejects.toMatchObject({
        statusCode: 404,
        code: "resource_missing",
      });
    },
  );

  rule("lists show one kind, in pages", "docs.stripe.com/api/external_accounts/list", async () => {
    const { stripe, account } = await fundedAccount({ amount: 0 });
    const card = await stripe.accounts.createExternalAccount(account, { external_account: "tok_visa_debit" });
    const list = async (filter: object) =>
      (await stripe.accounts.listExternalAccounts(account, filter)).data.map(({ object }) => object);
    expect(await list({})).toEqual(["card", "bank_account"]);
    expect(await list({ object: "card" })).toEqual(["card"]);
    expect(await list({ object: "bank_account" })).toEqual(["bank_account"]);
    expect(await list({ limit: 1, starting_after: card.id })).toEqual(["bank_account"]);
  });
});

describe("an external account is updated", () => {
  rule(
    "in its holder and metadata, with the former values in the event",
    "docs.stripe.com/api/external_account_bank_accounts/update",
    async () => {
      const { stripe, account, on, call } = await fundedAccount({ amount: 0 });
      const [row] = (await stripe.accounts.listExternalAccounts(account)).data;
      const id = row?.id ?? "";
      const updated = await stripe.accounts.updateExternalAccount(account, id, {
        account_holder_name: "Ada Example",
        metadata: { key: "value" },
      });
      expect(updated).toMatchObject({ id, account_holder_name: "Ada Example", metadata: { key: "value" } });
      const { data } = await stripe.events.list({ type: "account.external_account.updated" }, on);
      expect(data).toMatchObject([
        { data: { previous_attributes: { account_holder_name: null, metadata: {} } } },
      ]);
      const refused = await call(
        `/v1/accounts/${account}/external_accounts/${id}`,
        "account_number=000111111116",
      );
      expect(refused).toMatchObject({
        status: 400,
        error: { code: "parameter_unknown", param: "account_number" },
      });
    },
  );

  rule("of the platform only in the dashboard", "stripe/stripe-php#1165", async () => {
    const { stripe } = await fundedAccount({ amount: 0 });
    const { id } = await stripe.accounts.retrieveCurrent();
    await expect(
      stripe.accounts.createExternalAccount(id, { external_account: "btok_us_verified" }),
    ).rejects.toMatchObject({
      statusCode: 400,
      message: "You cannot add cards or bank accounts for payouts and top-ups away from the dashboard.",
    });
  });
});

assumption("an account that is made ready has a working bank account in its own currency", async () => {
  const { stripe, readyAccount } = await fundedAccount({ amount: 0 });
  const { data } = await stripe.accounts.listExternalAccounts(await readyAccount({ country: "GB" }));
  expect(data).toMatchObject([{ country: "GB", currency: "gbp", default_for_currency: true, status: "new" }]);
  const fresh = await readyAccount({ state: "new" });
  expect((await stripe.accounts.listExternalAccounts(fresh)).data).toEqual([]);
});
