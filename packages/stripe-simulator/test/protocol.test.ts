import { request } from "node:http";
import { describe, expect, test } from "vitest";
import { matching, simulate } from "./simulator.ts";

describe("every answer", () => {
  test("carries a request id of its own and echoes the API version", async () => {
    const { call } = await simulate();
    const first = await call("/v1/balance", undefined, { "Stripe-Version": "2024-04-10" });
    const second = await call("/v1/balance");
    expect(first.headers.get("request-id")).toMatch(/^req_\w{14}$/);
    expect(second.headers.get("request-id")).not.toBe(first.headers.get("request-id"));
    expect(first.headers.get("stripe-version")).toBe("2024-04-10");
    expect(second.headers.get("stripe-version")).toBe("2026-10-28.endive");
  });

  test("that refuses has type, code, param, message, doc_url and request_log_url", async () => {
    const { call } = await simulate();
    const answer = await call("/v1/transfers", "currency=usd");
    expect(answer.json).toEqual({
      error: {
        code: "parameter_missing",
        doc_url: "https://stripe.com/docs/error-codes/parameter-missing",
        message: "Missing required param: destination.",
        param: "destination",
        request_log_url: matching(
          new RegExp(`^https://dashboard.stripe.com/test/logs/${answer.headers.get("request-id")}\\?t=\\d+$`),
        ),
        type: "invalid_request_error",
      },
    });
  });
});

describe("a call is refused", () => {
  test.for([
    {
      when: "for an unknown URL",
      path: "/v1/nonsense",
      form: undefined,
      status: 404,
      error: { message: /^Unrecognized request URL \(GET: \/v1\/nonsense\)/ },
    },
    {
      when: "for a known URL with another method",
      path: "/v1/balance",
      form: "",
      status: 404,
      error: { message: /POST: \/v1\/balance/ },
    },
    {
      when: "for an unknown id in the path",
      path: "/v1/transfers/tr_x",
      form: undefined,
      status: 404,
      error: { code: /resource_missing/, message: /^No such transfer: 'tr_x'$/ },
    },
    {
      when: "for an unknown parameter",
      path: "/v1/transfers",
      form: "amonut=1",
      status: 400,
      error: { code: /parameter_unknown/, param: /^amonut$/ },
    },
    {
      when: "for an unknown parameter of a GET",
      path: "/v1/transfers?order=asc",
      form: undefined,
      status: 400,
      error: { code: /parameter_unknown/, param: /^order$/ },
    },
    {
      when: "for an unknown name inside a parameter",
      path: "/v1/transfers?created[after]=1",
      form: undefined,
      status: 400,
      error: { code: /parameter_unknown/, param: /^created\[after\]$/ },
    },
    {
      when: "for an empty value that cannot be unset",
      path: "/v1/transfers",
      form: "amount=&currency=usd&destination=acct_1",
      status: 400,
      error: { code: /parameter_invalid_empty/, param: /^amount$/ },
    },
    {
      when: "for a limit below 1",
      path: "/v1/transfers?limit=0",
      form: undefined,
      status: 400,
      error: { code: /parameter_invalid_integer/, param: /^limit$/ },
    },
    {
      when: "for a limit above 100",
      path: "/v1/transfers?limit=101",
      form: undefined,
      status: 400,
      error: { code: /parameter_invalid_integer/, param: /^limit$/ },
    },
    {
      when: "for a property that cannot be expanded",
      path: "/v1/transfers?expand[]=data.amount",
      form: undefined,
      status: 400,
      error: { message: /cannot be expanded \(data\.amount\)/ },
    },
    {
      when: "for more than four levels of expand",
      path: "/v1/transfers?expand[]=data.reversals.data.transfer.reversals.data.transfer.destination",
      form: undefined,
      status: 400,
      error: { message: /more than 4 levels/ },
    },
  ])("$when", async ({ path, form, status, error }) => {
    const { call } = await simulate();
    const answer = await call(path, form);
    expect(answer.status).toBe(status);
    expect(answer.error.type).toBe("invalid_request_error");
    for (const [name, pattern] of Object.entries(error))
      expect(answer.error).toHaveProperty(name, expect.stringMatching(pattern));
  });

  test("for a JSON body where v1 wants a form", async () => {
    const { call } = await simulate();
    const answer = await call("/v1/transfers", '{"amount":1}', { "Content-Type": "application/json" });
    expect(answer).toMatchObject({
      status: 400,
      error: { message: matching(/application\/x-www-form-urlencoded/) },
    });
  });
});

describe("metadata", () => {
  const update = async (...bodies: Record<string, string>[]) => {
    const { stripe, readyAccount } = await simulate();
    const id = await readyAccount({ metadata: { team: "red", level: "1" } });
    let shown = await stripe.accounts.retrieve(id);
    for (const metadata of bodies) shown = await stripe.accounts.update(id, { metadata });
    return shown.metadata;
  };

  test("is merged", async () => {
    expect(await update({ level: "2", shoe: "42" })).toEqual({ team: "red", level: "2", shoe: "42" });
  });

  test("loses a name whose value is empty", async () => {
    expect(await update({ level: "" })).toEqual({ team: "red" });
  });

  test("is emptied by an empty value for all of it", async () => {
    const { stripe, readyAccount } = await simulate();
    const id = await readyAccount({ metadata: { team: "red" } });
    expect((await stripe.accounts.update(id, { metadata: "" })).metadata).toEqual({});
  });

  test.for([
    { limit: "50 names", good: names(50), bad: names(51) },
    { limit: "40 characters a name", good: { ["n".repeat(40)]: "x" }, bad: { ["n".repeat(41)]: "x" } },
    { limit: "500 characters a value", good: { n: "x".repeat(500) }, bad: { n: "x".repeat(501) } },
  ])("takes up to $limit", async ({ good, bad }) => {
    const { stripe, readyAccount } = await simulate();
    const id = await readyAccount();
    await expect(stripe.accounts.update(id, { metadata: bad })).rejects.toMatchObject({ statusCode: 400 });
    expect((await stripe.accounts.update(id, { metadata: good })).metadata).toEqual(good);
  });
});

function names(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`name${index}`, "x"]));
}

describe("a request line", () => {
  test("may have the whole URL, as clients write it that speak to a proxy", async () => {
    const { port } = await simulate();
    const status = await new Promise((resolve, reject) => {
      request(
        { port, path: "http://api.stripe.com/v1/balance?expand[]=x", auth: "sk_test_whole:" },
        (answer) =>
          answer.resume().once("end", () => resolve([answer.statusCode, answer.headers["request-id"]])),
      )
        .once("error", reject)
        .end();
    });
    // It was understood: what it expands does not exist.
    expect(status).toEqual([400, matching(/^req_/)]);
  });
});
