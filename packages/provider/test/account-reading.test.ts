import { describe, expect, test } from "vitest";
import { ProviderUnavailable } from "../src/index.ts";
import { answers, stripeThat } from "./stripe-that.ts";

const account = {
  id: "acct_1",
  object: "account",
  payouts_enabled: true,
  details_submitted: true,
  capabilities: { transfers: "active" },
  country: "DE",
  default_currency: "eur",
};
const balance = (amount: number) => ({ available: [{ currency: "eur", amount }], pending: [] });
const noBanks = { object: "list", data: [], has_more: false, url: "/v1/x" };

async function reading(...given: readonly Parameters<typeof answers>[]) {
  const { provider } = await stripeThat(given.map((each) => answers(...each)));
  return provider.readPayoutAccount("acct_1");
}

describe("an account is read for the mirror", () => {
  test.for([
    { transfers: undefined, state: "unrequested" },
    { transfers: "pending", state: "pending" },
    { transfers: "a_new_word", state: "inactive" },
  ])("transfers $transfers are $state", async ({ transfers, state }) => {
    const { detail, transfersActive } = await reading(
      [200, { ...account, capabilities: { transfers } }],
      [200, balance(0)],
    );
    expect(detail?.transfers).toBe(state);
    expect(transfersActive).toBe(false);
  });

  test("with its balance, and all that its creator is shown", async () => {
    expect(
      await reading([200, { ...account, external_accounts: noBanks }], [200, balance(-1)]),
    ).toMatchObject({
      transfersActive: true,
      error: null,
      negative: true,
      detail: { detailsSubmitted: true, transfers: "active", banks: [], deadlineAt: null },
    });
  });

  test("banks that Stripe does not show are not taken for none", async () => {
    const { detail } = await reading([200, account], [200, balance(0)]);
    expect(detail?.banks).toBeNull();
  });

  test("one that Stripe does not show is a reading with its error, and says nothing else of it", async () => {
    const refused = { error: { type: "invalid_request_error", code: "account_invalid", message: "No." } };
    const unreadable = await reading([403, refused]);
    expect(unreadable).toMatchObject({ error: "account_invalid", transfersActive: false });
    expect(unreadable).not.toHaveProperty("detail");
  });

  test("weather says nothing about the creator, so it is thrown", async () => {
    await expect(reading([500, { error: { type: "api_error" } }])).rejects.toThrow(ProviderUnavailable);
  });
});
