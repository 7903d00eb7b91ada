import { describe, expect } from "vitest";
import { simulate, stripeFor } from "../simulator.ts";
import { assumption, rule } from "./rule.ts";
import { send } from "./send.ts";

const restricted = "rk_test_worker1234";

/** A simulator in which the restricted key may do only what is given. */
async function withPermissions(permissions: Record<string, string>) {
  const simulator = await simulate();
  const destination = await simulator.readyAccount();
  await simulator.control("POST", "/balance", { add: { usd: 1_000 } });
  await simulator.control("POST", "/restricted-keys", { key: restricted, permissions });
  return { ...simulator, destination, worker: stripeFor(simulator, restricted) };
}

describe("a key", () => {
  rule("is needed", "docs.stripe.com/api/authentication", async () => {
    const { status, headers, error } = await send(await simulate(), "GET", "/v1/balance", {
      headers: { Authorization: "" },
    });
    expect([status, error]).toEqual([
      401,
      {
        type: "invalid_request_error",
        message:
          "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth " +
          "(e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or " +
          "we can help at https://support.stripe.com/.",
      },
    ]);
    expect(headers.get("www-authenticate")).toBe('Basic realm="Stripe"');
  });

  rule("is taken as Bearer, or as the user name of Basic", "docs.stripe.com/api/authentication", async () => {
    const simulator = await simulate();
    for (const Authorization of [
      "Bearer sk_test_abcd1234",
      "bearer rk_test_abcd1234",
      `Basic ${btoa("sk_test_abcd1234:")}`,
    ]) {
      expect((await send(simulator, "GET", "/v1/balance", { headers: { Authorization } })).status).toBe(200);
    }
  });

  rule("that is wrong is shown masked", "stripe/stripe-node#2246", async () => {
    const simulator = await simulate();
    const message = async (key: string) =>
      (await send(simulator, "GET", "/v1/balance", { headers: { Authorization: `Bearer ${key}` } })).error
        .message;
    expect(await message("sk_test-nonsense_wxyz")).toBe(`Invalid API Key provided: ${"*".repeat(17)}wxyz`);
    expect(await message(`sk_test_${"a".repeat(93)}-qs8Kg`)).toBe(
      `Invalid API Key provided: sk_test_${"*".repeat(93)}-qs8Kg`,
    );
  });

  rule("that is no key at all is shown as it is", "coreymgilmore/stripe-appengine-frontend#2", async () => {
    const { status, error } = await send(await simulate(), "GET", "/v1/balance", {
      headers: { Authorization: "Bearer nil" },
    });
    expect([status, error.message]).toEqual([401, "Invalid API Key provided: nil"]);
  });

  rule(
    "with a space in it is refused, with advice",
    "coreymgilmore/stripe-appengine-frontend#2",
    async () => {
      const { status, error } = await send(await simulate(), "GET", "/v1/balance", {
        headers: { Authorization: "Bearer sk_test_simulator 1234" },
      });
      expect([status, error.message]).toEqual([
        401,
        `Invalid API Key provided: sk_test_${"*".repeat(10)}1234. This key contains at least one space. Please delete ` +
          "the spaces and try again. If you have any questions, we can help at https://support.stripe.com/.",
      ]);
    },
  );

  rule(
    "that is sent without a scheme is not found, and not repeated",
    "salesforce/tough-cookie#45",
    async () => {
      const simulator = await simulate();
      const message = async (header: string) =>
        (await send(simulator, "GET", "/v1/balance", { headers: { Authorization: header } })).error.message;
      expect(await message("null")).toBe(
        'You did not provide an API key, though you did set your Authorization header to "null". Using Bearer auth, your ' +
          "Authorization header should look something like 'Authorization: Bearer YOUR_SECRET_KEY'. See " +
          "https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/.",
      );
      expect(await message("sk_live_verysecret1234")).toContain('to "sk_live_**********1234".');
    },
  );

  rule("that is publishable is refused with secret_key_required", "SiimKirjanen/seatreg#97", async () => {
    const { status, error } = await send(await simulate(), "GET", "/v1/balance", {
      headers: { Authorization: "Bearer pk_test_abcd1234" },
    });
    expect([status, error.type, error.code, error.message]).toEqual([
      403,
      "invalid_request_error",
      "secret_key_required",
      "This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list of your API " +
        "keys at https://dashboard.stripe.com/account/apikeys.",
    ]);
  });

  assumption("is wanted before the URL is looked at", async () => {
    const { status } = await send(await simulate(), "GET", "/v1/nothing", { headers: { Authorization: "" } });
    expect(status).toBe(401);
  });
});

describe("a restricted key", () => {
  rule("without the permission is refused, and told which it lacks", "stripe/stripe-node#2246", async () => {
    const { worker, destination } = await withPermissions({ balance: "read" });
    await expect(worker.transfers.create({ amount: 1, currency: "usd", destination })).rejects.toMatchObject({
      type: "StripePermissionError",
      rawType: "invalid_request_error",
      statusCode: 403,
      code: undefined,
      message:
        "The provided key 'rk_test_******1234' does not have the required permissions for this endpoint on account " +
        "'acct_1SimPlatform0000'. Having the 'rak_transfer_write' permission would allow this request to continue.",
    });
  });

  rule("with read may look, and not write", "docs.stripe.com/keys/restricted-api-keys", async () => {
    const { worker, destination } = await withPermissions({ transfers: "read" });
    expect((await worker.transfers.list()).data).toEqual([]);
    await expect(worker.transfers.create({ amount: 1, currency: "usd", destination })).rejects.toThrow(
      /'rak_transfer_write'/,
    );
  });

  rule("with write may look too", "docs.stripe.com/keys/restricted-api-keys", async () => {
    const { worker, destination } = await withPermissions({ transfers: "write" });
    const { id } = await worker.transfers.create({ amount: 1, currency: "usd", destination });
    expect((await worker.transfers.retrieve(id)).id).toBe(id);
    await expect(worker.balance.retrieve()).rejects.toThrow(/'rak_balance_read'/);
  });

  rule(
    "that is refused leaves nothing under its idempotency key",
    "docs.stripe.com/error-low-level",
    async () => {
      const { worker, control, destination } = await withPermissions({});
      const pay = () =>
        worker.transfers.create({ amount: 1, currency: "usd", destination }, { idempotencyKey: "k" });
      await expect(pay()).rejects.toMatchObject({ statusCode: 403 });
      await control("POST", "/restricted-keys", { key: restricted, permissions: { transfers: "write" } });
      expect((await pay()).amount).toBe(1);
    },
  );

  assumption("covers accounts of both API versions by one permission", async () => {
    const { worker } = await withPermissions({ accounts: "read" });
    await expect(worker.v2.core.accounts.create({})).rejects.toMatchObject({ statusCode: 403 });
    expect((await worker.accounts.list()).data).toHaveLength(1);
  });

  assumption("whose permissions were never set may do everything", async () => {
    const simulator = await simulate();
    expect((await stripeFor(simulator, "rk_test_other1234").balance.retrieve()).object).toBe("balance");
  });
});

describe("Stripe-Account", () => {
  rule(
    "of an account that cannot be reached is refused, whatever the reason",
    "docs.stripe.com/connect/authentication",
    async () => {
      const { stripe, control, readyAccount } = await simulate();
      const gone = await readyAccount();
      await control("PATCH", `/accounts/${gone}`, { deleted: true });
      for (const stripeAccount of ["acct_never", gone]) {
        await expect(stripe.balance.retrieve({}, { stripeAccount })).rejects.toMatchObject({
          type: "StripePermissionError",
          statusCode: 403,
          code: "account_invalid",
          message:
            `The provided key 'sk_test_*********1234' does not have access to account '${stripeAccount}' (or that account does ` +
            "not exist). Application access may have been revoked.",
        });
      }
    },
  );

  rule("is echoed, and Stripe-Context does the same", "docs.stripe.com/context", async () => {
    const { readyAccount, ...simulator } = await simulate();
    const id = await readyAccount({ country: "DE" });
    for (const header of ["Stripe-Account", "Stripe-Context"]) {
      const answer = await send(simulator, "GET", "/v1/account", { headers: { [header]: id } });
      expect([answer.json["id"], answer.headers.get("stripe-account")]).toEqual([id, id]);
    }
  });

  assumption("may name the platform itself", async () => {
    const simulator = await simulate();
    const { json } = await send(simulator, "GET", "/v1/account", {
      headers: { "Stripe-Account": "acct_1SimPlatform0000" },
    });
    expect(json["id"]).toBe("acct_1SimPlatform0000");
  });
});
