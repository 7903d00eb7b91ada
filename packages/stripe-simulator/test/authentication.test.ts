import { describe, expect, test } from "vitest";
import { simulate, stripeFor, testKey } from "./simulator.ts";

describe("a key is accepted", () => {
  test.for([
    { when: "as a Bearer secret test key", authorization: `Bearer ${testKey}` },
    { when: "as a Bearer restricted test key", authorization: "Bearer rk_test_worker1234" },
    { when: "as the user name of Basic", authorization: `Basic ${btoa(`${testKey}:`)}` },
  ])("$when", async ({ authorization }) => {
    const { call } = await simulate();
    expect(await call("/v1/balance", undefined, { Authorization: authorization })).toMatchObject({
      status: 200,
    });
  });
});

describe("a key is refused with 401 and no code", () => {
  test.for([
    { when: "when there is none", authorization: "", message: /^You did not provide an API key\./ },
    {
      when: "when it is of another kind",
      authorization: "Bearer ek_test_abcd1234",
      message: /: ek_test_\*{4}1234$/,
    },
    {
      when: "masked but for its prefix and last four",
      authorization: "Bearer sk_nonsense_wxyz",
      message: /\*+wxyz$/,
    },
    {
      when: "when it is live, which a simulator must never see",
      authorization: "Bearer sk_live_abcdefgh1234",
      message: /sk_live_\*{8}1234.*never accepts live keys/,
    },
    {
      when: "when it is live and restricted",
      authorization: "Bearer rk_live_abcdefgh1234",
      message: /rk_live_\*{8}1234/,
    },
  ])("$when", async ({ authorization, message }) => {
    const { call } = await simulate();
    const answer = await call("/v1/balance", undefined, { Authorization: authorization });
    expect(answer.status).toBe(401);
    expect(answer.error.type).toBe("invalid_request_error");
    expect(answer.error.code).toBeUndefined();
    expect(answer.error.message).toMatch(message);
  });

  test("and the official client calls it an authentication error", async () => {
    const simulator = await simulate();
    await expect(stripeFor(simulator, "sk_live_abcdefgh1234").balance.retrieve()).rejects.toMatchObject({
      type: "StripeAuthenticationError",
      statusCode: 401,
    });
  });
});

describe("Stripe-Account", () => {
  test("reads as the connected account", async () => {
    const { stripe, readyAccount } = await simulate();
    const stripeAccount = await readyAccount({ country: "DE" });
    expect(await stripe.accounts.retrieveCurrent({}, { stripeAccount })).toMatchObject({
      id: stripeAccount,
      country: "DE",
    });
  });

  test("of an account that is not there is refused with 403 account_invalid", async () => {
    const { stripe } = await simulate();
    await expect(stripe.balance.retrieve({}, { stripeAccount: "acct_gone" })).rejects.toMatchObject({
      type: "StripePermissionError",
      statusCode: 403,
      code: "account_invalid",
    });
  });
});
