import { describe, expect } from "vitest";
import { simulate } from "../simulator.ts";
import { assumption, rule } from "./rule.ts";
import { jsonType, send } from "./send.ts";

/** A transfer with metadata, and how to update it. */
async function transferWith(metadata: Record<string, string>) {
  const simulator = await simulate();
  const destination = await simulator.readyAccount();
  await simulator.control("POST", "/balance", { add: { usd: 1_000 } });
  const { id } = await simulator.stripe.transfers.create({
    amount: 1,
    currency: "usd",
    destination,
    metadata,
  });
  const update = (form: string) => simulator.call(`/v1/transfers/${id}`, form);
  return { ...simulator, id, update };
}

describe("metadata in v1", () => {
  rule("is merged by name", "docs.stripe.com/metadata", async () => {
    const { update } = await transferWith({ team: "red", level: "1" });
    expect((await update("metadata[level]=2&metadata[shoe]=42")).json["metadata"]).toEqual({
      team: "red",
      level: "2",
      shoe: "42",
    });
  });

  rule("loses a name by an empty value", "docs.stripe.com/metadata", async () => {
    const { update } = await transferWith({ team: "red", level: "1" });
    expect((await update("metadata[level]=&metadata[unknown]=")).json["metadata"]).toEqual({ team: "red" });
  });

  rule("is emptied by an empty value for all of it", "docs.stripe.com/metadata", async () => {
    const { update } = await transferWith({ team: "red" });
    expect((await update("metadata=")).json["metadata"]).toEqual({});
  });

  rule("counts its 50 names after the merge", "docs.stripe.com/metadata", async () => {
    const names = (count: number, prefix: string) =>
      Array.from({ length: count }, (_, index) => `metadata[${prefix}${index}]=x`).join("&");
    const { update } = await transferWith({ old: "1" });
    expect((await update(names(49, "n"))).status).toBe(200);
    expect(await update("metadata[one_more]=x")).toMatchObject({ status: 400, error: { param: "metadata" } });
    expect((await update("metadata[one_more]=x&metadata[old]=")).status).toBe(200);
  });

  rule("has names up to 40 characters", "docs.stripe.com/metadata", async () => {
    const { update } = await transferWith({});
    expect((await update(`metadata[${"n".repeat(40)}]=x`)).status).toBe(200);
    const { status, error } = await update(`metadata[${"n".repeat(41)}]=x`);
    expect([status, error.message]).toEqual([
      400,
      `Metadata keys can have up to 40 characters, but you passed in a key that is 41 characters. Invalid key: ${"n".repeat(41)}`,
    ]);
  });

  rule("has values up to 500 characters", "docs.stripe.com/metadata", async () => {
    const { update } = await transferWith({});
    expect((await update(`metadata[n]=${"x".repeat(500)}`)).status).toBe(200);
    const { status, error } = await update(`metadata[n]=${"x".repeat(501)}`);
    expect([status, error.param]).toEqual([400, "metadata[n]"]);
    expect(error.message).toMatch(
      /^Metadata values can have up to 500 characters, but you passed in a value that is 501/,
    );
  });

  rule("has no nested values", "docs.stripe.com/metadata", async () => {
    const { update } = await transferWith({ a: "1" });
    expect(await update("metadata[a][b]=c")).toMatchObject({ status: 400, error: { param: "metadata[a]" } });
  });

  rule("is left as it was by a refused update", "docs.stripe.com/metadata", async () => {
    const { update, stripe, id } = await transferWith({ a: "1" });
    await update(`metadata[a]=2&metadata[b]=${"x".repeat(501)}`);
    expect((await stripe.transfers.retrieve(id)).metadata).toEqual({ a: "1" });
  });

  assumption("is a map, and neither text nor a list", async () => {
    const { update } = await transferWith({});
    for (const form of ["metadata=text", "metadata[]=x"]) {
      expect(await update(form)).toMatchObject({ status: 400, error: { param: "metadata" } });
    }
  });
});

describe("metadata in v2", () => {
  /** What a v2 account with `{team: "red", level: "1"}` has after it was sent this. */
  async function after(metadata: unknown) {
    const simulator = await simulate();
    const account = await simulator.stripe.v2.core.accounts.create({ metadata: { team: "red", level: "1" } });
    return send(simulator, "POST", `/v2/core/accounts/${account.id}`, {
      body: JSON.stringify({ metadata }),
      headers: jsonType,
    });
  }

  rule("is merged, and loses a name by null", "docs.stripe.com/api-v2-overview", async () => {
    expect((await after({ level: null, shoe: "42" })).json["metadata"]).toEqual({ team: "red", shoe: "42" });
  });

  rule("has text values only", "docs.stripe.com/api-v2-overview", async () => {
    for (const metadata of [{ level: 2 }, { level: { a: "b" } }, { level: true }, ["x"]]) {
      const { status, error } = await after(metadata);
      expect([status, error.code]).toEqual([400, "invalid_fields"]);
    }
  });

  rule("has no names with square brackets", "docs.stripe.com/metadata", async () => {
    expect((await after({ "a[b]": "c" })).status).toBe(400);
    expect((await after({ "a.b": "c" })).status).toBe(200);
  });
});
