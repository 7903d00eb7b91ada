import { describe, expect, test } from "vitest";
import { simulate } from "../simulator.ts";
import { funded } from "./funded.ts";
import { assumption, rule } from "./rule.ts";
import { formType, jsonType, send } from "./send.ts";

describe("a v1 request", () => {
  rule("has a form as its body", "docs.stripe.com/api", async () => {
    const { pay, destination } = await funded();
    expect((await pay("amount=1000&description=a%20b+c")).json).toMatchObject({
      object: "transfer",
      amount: 1_000,
      currency: "usd",
      destination,
      description: "a b c",
    });
  });

  for (const contentType of ["application/json", "application/json; charset=utf-8", "text/plain"]) {
    rule(`with a body of ${contentType} is refused`, "docs.stripe.com/api", async () => {
      const { status, error } = await send(await simulate(), "POST", "/v1/transfers", {
        body: '{"amount":1}',
        headers: { "Content-Type": contentType },
      });
      expect([status, error.type, error.message]).toEqual([
        400,
        "invalid_request_error",
        "Invalid request (check that your POST content type is application/x-www-form-urlencoded). If you have any " +
          "questions, we can help at https://support.stripe.com/.",
      ]);
    });
  }

  rule("may name a charset, in any case", "docs.stripe.com/api", async () => {
    const { destination, ...simulator } = await funded();
    const { status } = await send(simulator, "POST", "/v1/transfers", {
      body: `amount=1&currency=usd&destination=${destination}`,
      headers: { "content-type": "Application/X-WWW-Form-URLEncoded; Charset=UTF-8" },
    });
    expect(status).toBe(200);
  });

  rule("takes lists with indexes, as the official client writes them", "stripe-node utils.js", async () => {
    const { pay } = await funded();
    const { json } = await pay("amount=1&expand[0]=destination&expand[1]=balance_transaction");
    expect(json).toMatchObject({
      destination: { object: "account" },
      balance_transaction: { object: "balance_transaction" },
    });
  });

  rule("takes lists with empty brackets, as curl examples write them", "docs.stripe.com/expand", async () => {
    const { pay } = await funded();
    const { json } = await pay("amount=1&expand%5B%5D=destination&expand[]=balance_transaction");
    expect(json).toMatchObject({
      destination: { object: "account" },
      balance_transaction: { object: "balance_transaction" },
    });
  });

  assumption("counts the last of a repeated parameter", async () => {
    const { pay } = await funded();
    expect((await pay("amount=1&amount=2")).json["amount"]).toBe(2);
  });

  assumption("takes parameters of a POST from the query too, and prefers the body", async () => {
    const { destination, ...simulator } = await funded();
    const { json } = await send(simulator, "POST", "/v1/transfers?amount=5&currency=usd&description=query", {
      body: `destination=${destination}&amount=7`,
      headers: formType,
    });
    expect(json).toMatchObject({ amount: 7, currency: "usd", description: "query" });
  });

  assumption("may have its parameters in the body of a DELETE, and in the query", async () => {
    const simulator = await simulate();
    const body = { body: "reason=none", headers: formType };
    for (const answer of [
      await send(simulator, "DELETE", "/v1/accounts/acct_1", body),
      await send(simulator, "DELETE", "/v1/accounts/acct_1?reason=none"),
    ]) {
      expect(answer).toMatchObject({ status: 400, error: { code: "parameter_unknown", param: "reason" } });
    }
  });

  assumption("is refused for percent-encoding that is none, and for bytes that are no UTF-8", async () => {
    const simulator = await simulate();
    for (const body of ["amount=%zz", "description=%ff%fe", new Uint8Array([0x61, 0x3d, 0xff])]) {
      const { status, error } = await send(simulator, "POST", "/v1/transfers", { body, headers: formType });
      expect([status, error.type]).toEqual([400, "invalid_request_error"]);
    }
  });

  assumption("is refused when one name is used as text and as a map", async () => {
    const { pay } = await funded();
    expect(await pay("amount=1&metadata=x&metadata[a]=b")).toMatchObject({
      status: 400,
      error: { param: "metadata" },
    });
  });

  rule("keeps names such as __proto__ as what they are", "docs.stripe.com/metadata", async () => {
    const { pay } = await funded();
    const { text } = await pay("amount=1&metadata[__proto__]=a&metadata[constructor]=b&metadata[0]=c");
    expect(text).toContain('"metadata":{"0":"c","__proto__":"a","constructor":"b"}');
  });
});

describe("a URL", () => {
  rule("that is unknown is answered 404", "stripe/stripe-dotnet#118", async () => {
    const { status, error } = await send(await simulate(), "GET", "/v1/nothing");
    expect([status, error.type, error.message]).toEqual([
      404,
      "invalid_request_error",
      "Unrecognized request URL (GET: /v1/nothing). Please see https://stripe.com/docs or we can help at " +
        "https://support.stripe.com/.",
    ]);
  });

  for (const method of ["GET", "POST"]) {
    rule(
      `with a trailing slash is unknown to ${method}, and the answer says why that may be`,
      method === "GET" ? "stripe/stripe-php#598" : "fjordllc/bootcamp#7626",
      async () => {
        const { status, error } = await send(await simulate(), method, "/v1/transfers/");
        expect([status, error.message]).toEqual([
          404,
          `Unrecognized request URL (${method}: /v1/transfers/). If you are trying to list objects, remove the trailing ` +
            "slash. If you are trying to retrieve an object, make sure you passed a valid (non-empty) identifier in your " +
            "code. Please see https://stripe.com/docs or we can help at https://support.stripe.com/.",
        ]);
      },
    );
  }

  assumption("knows only GET, POST and DELETE", async () => {
    const simulator = await simulate();
    for (const method of ["PUT", "PATCH", "HEAD"]) {
      const { status, text } = await send(simulator, method, "/v1/transfers");
      expect(status).toBe(404);
      if (method !== "HEAD") expect(text).toContain(`(${method}: /v1/transfers)`);
    }
  });
});

describe("the API version", () => {
  rule("is echoed, and a default without the header", "docs.stripe.com/api/versioning", async () => {
    const simulator = await simulate();
    const shown = async (headers: Record<string, string>) =>
      (await send(simulator, "GET", "/v1/balance", { headers })).headers.get("stripe-version");
    expect(await shown({})).toBe("2026-10-28.endive");
    expect(await shown({ "Stripe-Version": "2024-06-20" })).toBe("2024-06-20");
    expect(await shown({ "Stripe-Version": "2025-03-31.basil" })).toBe("2025-03-31.basil");
  });

  for (const version of ["2019-2-19", "2022-08-02", "latest", "2025-03-31.endive", "2027-01-01.endive"]) {
    rule(`${version} was never released and is refused`, "stripe/stripe-java#682", async () => {
      const { status, error } = await send(await simulate(), "GET", "/v1/balance", {
        headers: { "Stripe-Version": version },
      });
      expect([status, error.type, error.message]).toEqual([
        400,
        "invalid_request_error",
        `Invalid Stripe API version: ${version}`,
      ]);
    });
  }

  rule("with a beta that was not granted is refused", "stripe-samples/link#58", async () => {
    const { status, error } = await send(await simulate(), "GET", "/v1/balance", {
      headers: { "Stripe-Version": "2020-08-27;link_beta=v1" },
    });
    expect([status, error.message]).toEqual([
      400,
      "Invalid Stripe API version: 2020-08-27;link_beta=v1. You do not have permission to pass this beta header: " +
        "link_beta. If you have any questions, we can help at https://support.stripe.com/.",
    ]);
  });
});

describe("a v2 request", () => {
  const create = async (body: string, headers: Record<string, string> = jsonType) =>
    send(await simulate(), "POST", "/v2/core/accounts", { body, headers });

  rule("has JSON as its body", "docs.stripe.com/api-v2-overview", async () => {
    const { status, json } = await create('{"display_name":"Nova"}');
    expect([status, json["object"], json["display_name"]]).toEqual([200, "v2.core.account", "Nova"]);
  });

  rule("with a form is refused", "docs.stripe.com/api-v2-overview", async () => {
    const { status, error } = await create("display_name=Nova", formType);
    expect([status, error.code]).toEqual([400, "invalid_fields"]);
  });

  rule("with fields that are unknown is answered invalid_fields", "stripe-node Error.js", async () => {
    const { status, error } = await create('{"nickname":"Nova"}');
    expect([status, error]).toEqual([
      400,
      {
        code: "invalid_fields",
        message: "Received unknown parameter: nickname",
        param: "nickname",
        type: "invalid_request_error",
      },
    ]);
  });

  rule("is an invalid request for the official client", "stripe-node Error.js", async () => {
    const { stripe } = await simulate();
    const created = stripe.v2.core.accounts.create({ display_name: 7 as unknown as string });
    await expect(created).rejects.toMatchObject({
      type: "StripeInvalidRequestError",
      code: "invalid_fields",
    });
  });

  rule(
    "for what is not there is answered not_found",
    "docs.stripe.com/api/v2/core/event_destinations",
    async () => {
      const { stripe } = await simulate();
      await expect(stripe.v2.core.accounts.retrieve("acct_gone")).rejects.toMatchObject({
        statusCode: 404,
        code: "not_found",
      });
    },
  );

  rule(
    "has typed values: text is no integer and no boolean, a number no text",
    "docs.stripe.com/api-v2-overview",
    async () => {
      for (const body of [
        '{"display_name":5}',
        '{"configuration":{"recipient":{"capabilities":{"stripe_balance":{"stripe_transfers":{"requested":"true"}}}}}}',
      ]) {
        const { status, error } = await create(body);
        expect([status, error.code]).toEqual([400, "invalid_fields"]);
      }
    },
  );

  test.for(["", "[]", "null", "{", '"text"'])("with %s as its body is refused, or empty", async (body) => {
    const { status } = await create(body);
    expect(status).toBe(body === "" ? 200 : 400);
  });
});

describe("every refusal", () => {
  rule(
    "has type, code, param, message, doc_url and request_log_url",
    "docs.stripe.com/api/errors",
    async () => {
      const { pay } = await funded();
      const { headers, json } = await pay("amount=x");
      expect(json).toEqual({
        error: {
          type: "invalid_request_error",
          code: "parameter_invalid_integer",
          param: "amount",
          message: "Invalid integer: x",
          doc_url: "https://stripe.com/docs/error-codes/parameter-invalid-integer",
          request_log_url: expect.stringMatching(
            new RegExp(
              `^https://dashboard\\.stripe\\.com/test/logs/${headers.get("request-id")}\\?t=\\d{10}$`,
            ),
          ) as unknown,
        },
      });
    },
  );

  rule("has a request id, and an answer of its own", "docs.stripe.com/api/request_ids", async () => {
    const { call } = await simulate();
    const ids = await Promise.all(
      [1, 2, 3].map(async () => (await call("/v1/no")).headers.get("request-id")),
    );
    expect(new Set(ids).size).toBe(3);
    for (const id of ids) expect(id).toMatch(/^req_\w{14}$/);
  });
});
