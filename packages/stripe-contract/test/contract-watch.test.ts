import { expect, test } from "vitest";
import { contractWatch } from "../src/index.ts";
import { event, list, transfer } from "./answers.ts";

function exchange(client: string, body: string, answer: unknown) {
  return {
    request: {
      method: "POST",
      path: "/v1/transfers",
      query: "",
      headers: { "x-stripe-client-user-agent": JSON.stringify({ lang: "node", httplib: client }) },
      body,
    },
    status: 200,
    body: JSON.stringify(answer),
  };
}

const good = "amount=1&currency=usd&destination=acct_1";

test("nothing is said of what is as it should be", async () => {
  const { observers, observeRequest, expectNone } = await contractWatch();
  const { request, ...answer } = exchange("payrun", good, transfer());
  observers.observe({ request, ...answer });
  observers.observeEvent(JSON.stringify(event()));
  observeRequest(request);
  expect(expectNone).not.toThrow();
});

test("every kind of violation is told once, and all of them in the end", async () => {
  const told: string[] = [];
  const { observers, observeRequest, expectNone } = await contractWatch((violation) => told.push(violation));
  const bad = transfer({ amount: "1" });
  const pages = { ...exchange("node", "", list("/v1/transfers", bad, bad)) };
  observers.observe({ ...pages, request: { ...pages.request, method: "GET" } });
  observers.observeEvent(JSON.stringify(event({ livemode: null })));
  observeRequest({ method: "POST", path: "/v1/transfers", query: "", body: `${good}&to=acct_1` });
  expect(told).toEqual([
    "GET /v1/transfers: answer /data/0/amount must be integer, is string",
    "event transfer.created: /livemode must be boolean, is null",
    "POST /v1/transfers: request /to is not known",
  ]);
  expect(expectNone).toThrow(told.join("\n  "));
});

test("only Payrun's own requests are checked: others may be wrong on purpose", async () => {
  const { observers, expectNone } = await contractWatch();
  observers.observe(exchange("node", "amount=x", transfer()));
  expect(expectNone).not.toThrow();
  observers.observe(exchange("payrun", "amount=x", transfer()));
  expect(expectNone).toThrow("POST /v1/transfers: request /destination is missing");
});
