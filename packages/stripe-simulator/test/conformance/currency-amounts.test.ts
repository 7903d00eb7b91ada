import { describe, expect } from "vitest";
import { simulate } from "../simulator.ts";
import { fundedAccount } from "./funded-account.ts";
import { assumption, rule } from "./rule.ts";

const limits = "docs.stripe.com/currencies#minimum-and-maximum-charge-amounts";

describe("An amount", () => {
  rule(
    "in ISK is a multiple of 100, in charges, payment intents and refunds",
    "support.stripe.com/questions/deprecation-of-fractional-isk-charges-and-refunds",
    async () => {
      const { call, stripe } = await simulate();
      const refused = {
        status: 400,
        error: {
          type: "invalid_request_error",
          code: "invalid_charge_amount_no_decimal_compatible",
          message:
            "Invalid amount. Currency ISK has become effectively zero-decimal and charged amounts must be evenly divisible " +
            "by 100. See https://stripe.com/docs/currencies#special-cases for more information.",
        },
      };
      expect(await call("/v1/charges", "amount=4010&currency=isk&source=tok_visa")).toMatchObject(refused);
      expect(await call("/v1/payment_intents", "amount=4010&currency=isk")).toMatchObject(refused);
      const { id } = await stripe.charges.create({ amount: 4_000, currency: "isk", source: "tok_visa" });
      expect(await call("/v1/refunds", `charge=${id}&amount=150`)).toMatchObject(refused);
      expect((await stripe.refunds.create({ charge: id, amount: 100 })).status).toBe("succeeded");
    },
  );

  rule(
    "in a currency with three decimals ends in 0",
    "docs.stripe.com/currencies#three-decimal",
    async () => {
      const { call, stripe } = await simulate();
      for (const currency of ["bhd", "jod", "kwd", "omr", "tnd"]) {
        const refused = await call("/v1/charges", `amount=5124&currency=${currency}&source=tok_visa`);
        expect(refused).toMatchObject({ status: 400, error: { param: "amount" } });
        const charge = await stripe.charges.create({ amount: 5_120, currency, source: "tok_visa" });
        expect(charge.status).toBe("succeeded");
      }
    },
  );

  rule("of a charge has up to eight digits, and twelve in IDR", limits, async () => {
    const { call, stripe } = await simulate();
    const tooLarge = (shown: string) => ({
      status: 400,
      error: { code: "amount_too_large", param: "amount", message: `Amount must be no more than ${shown}` },
    });
    const charge = (amount: string, currency: string) =>
      call("/v1/charges", `amount=${amount}&currency=${currency}&source=tok_visa`);
    expect(await charge("100000000", "usd")).toMatchObject(tooLarge("$999,999.99"));
    expect(await charge("100000000", "jpy")).toMatchObject(tooLarge("¥99,999,999"));
    expect(await charge("99999999", "eur")).toMatchObject({ status: 200 });
    const most = { amount: 999_999_999_999, currency: "idr", source: "tok_visa" };
    expect((await stripe.charges.create(most)).amount).toBe(999_999_999_999);
    expect((await charge("1000000000000", "idr")).error.code).toBe("amount_too_large");
  });

  assumption(
    "that is transferred, paid out or topped up may be larger than any charge: twelve digits",
    async () => {
      const { account, call, on, stripe } = await fundedAccount({ amount: 0, schedule: "manual" });
      const [currency, amount] = ["idr", 250_000_000_000];
      expect((await stripe.topups.create({ amount, currency })).status).toBe("succeeded");
      const transfer = await stripe.transfers.create({ amount, currency, destination: account });
      const reversal = await stripe.transfers.createReversal(transfer.id, { amount: 200_000_000_000 });
      expect(reversal.amount).toBe(200_000_000_000);
      expect((await stripe.balance.retrieve({}, on)).available).toMatchObject([
        { amount: 50_000_000_000, currency },
      ]);
      for (const path of ["/v1/topups", "/v1/transfers", "/v1/payouts"]) {
        const to = path === "/v1/transfers" ? `&destination=${account}` : "";
        const { error, status } = await call(path, `amount=1000000000000&currency=usd${to}`);
        expect({ status, code: error.code }).toEqual({ status: 400, code: "amount_too_large" });
      }
    },
  );
});
