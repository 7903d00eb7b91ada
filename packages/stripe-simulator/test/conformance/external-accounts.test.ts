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
