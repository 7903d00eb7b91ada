import { describe, expect } from "vitest";
import { simulate } from "../simulator.ts";
import { funded } from "./funded.ts";
import { assumption, rule } from "./rule.ts";

describe("a parameter", () => {
  rule("that is unknown is refused by name", "nomadreservations/ngx-stripe#20", async () => {
    const { pay } = await funded();
    expect((await pay("amount=1&legal_entity[type]=x")).error).toMatchObject({
      code: "parameter_unknown",
      param: "legal_entity",
      message: "Received unknown parameter: legal_entity",
      doc_url: "https://stripe.com/docs/error-codes/parameter-unknown",
    });
  });

  assumption("is refused with all others that are unknown", async () => {
    const { pay } = await funded();
    expect((await pay("one=1&two=2&amount=1")).error).toMatchObject({
      param: "one",
      message: "Received unknown parameters: one, two",
    });
  });

  rule("that is required and missing is refused by name", "docs.stripe.com/error-codes", async () => {
    const { call } = await simulate();
    expect(await call("/v1/transfers", "amount=1&currency=usd")).toMatchObject({
      status: 400,
      error: {
        code: "parameter_missing",
        param: "destination",
        message: "Missing required param: destination.",
      },
    });
  });

  rule("that is empty and cannot be unset is refused", "docs.stripe.com/error-codes", async () => {
    const { pay } = await funded();
    expect((await pay("amount=1&transfer_group=")).error).toMatchObject({
      code: "parameter_invalid_empty",
      param: "transfer_group",
    });
  });

  rule("is true as Python writes it, too", "stripe-python 5.0.0 api_requestor.py, _api_encode", async () => {
    const { call } = await simulate();
    const made = await call("/v1/accounts", "type=express&capabilities[transfers][requested]=True");
    expect(made).toMatchObject({ status: 200, json: { capabilities: { transfers: "inactive" } } });
    const { error } = await call("/v1/accounts", "type=express&capabilities[transfers][requested]=yes");
    expect(error).toMatchObject({
      param: "capabilities[transfers][requested]",
      message: "Invalid boolean: yes",
    });
  });

  for (const value of ["10.5", "1e3", "ten", "0x10", "9007199254740993", "+5"]) {
    rule(`is no integer as ${value}`, "docs.stripe.com/error-codes", async () => {
      const { pay } = await funded();
      expect(await pay(`amount=${encodeURIComponent(value)}`)).toMatchObject({
        status: 400,
        error: { code: "parameter_invalid_integer", param: "amount", message: `Invalid integer: ${value}` },
      });
    });
  }

  rule("is an amount from 1 up", "docs.stripe.com/api/transfers/create", async () => {
    const { pay } = await funded();
    expect((await pay("amount=0")).error.code).toBe("parameter_invalid_integer");
    expect((await pay("amount=-1")).error.code).toBe("parameter_invalid_integer");
    expect((await pay("amount=1000000000000")).error.code).toBe("amount_too_large");
    expect((await pay("amount=999999999999")).error.code).toBe("balance_insufficient");
    expect((await pay("amount=1")).status).toBe(200);
  });

  rule("with few values is answered with all of them", "docs.stripe.com/api/transfers/create", async () => {
    const { pay } = await funded();
    expect((await pay("amount=1&source_type=cash")).error).toMatchObject({
      param: "source_type",
      message: "Invalid source_type: must be one of card, bank_account, or fpx",
    });
  });

  rule("is one of Stripe's currencies, in any case", "docs.stripe.com/currencies", async () => {
    const { call, destination } = await funded();
    const pay = (currency: string) =>
      call("/v1/transfers", `amount=1&currency=${currency}&destination=${destination}`);
    expect((await pay("USD")).json["currency"]).toBe("usd");
    for (const currency of ["euro", "cup", "xau"]) {
      const { error } = await pay(currency);
      expect(error.param).toBe("currency");
      expect(error.message).toMatch(
        new RegExp(
          `^Invalid currency: ${currency}\\. Stripe currently supports these currencies: usd, aed, afn,`,
        ),
      );
    }
  });

  rule("is true or false", "docs.stripe.com/api", async () => {
    const { call, pay } = await funded();
    const { json } = await pay("amount=5");
    const refused = await call(`/v1/transfers/${String(json["id"])}/reversals`, "refund_application_fee=yes");
    expect([refused.status, refused.error.param]).toEqual([400, "refund_application_fee"]);
  });
});
