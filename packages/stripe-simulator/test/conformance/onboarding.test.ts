import { describe, expect } from "vitest";
import { simulate, type TestSimulator } from "../simulator.ts";
import { express, recipient } from "./invented-owner.ts";
import { assumption, rule } from "./rule.ts";

const form = { "Content-Type": "application/x-www-form-urlencoded" };

type Visitor = {
  readonly send: (page: string, fields?: Record<string, string>) => Promise<Response>;
  readonly read: (page: string) => Promise<Response>;
};

/** One who has opened an account link: every answer comes as it is, redirects too. */
async function visitor({ stripe, url }: TestSimulator, account: string): Promise<Visitor> {
  const link = await stripe.accountLinks.create({
    account,
    type: "account_onboarding",
    refresh_url: "https://platform.example/refresh",
    return_url: "https://platform.example/return",
  });
  const opened = await fetch(link.url, { redirect: "manual" });
  const cookie = opened.headers.get("set-cookie")?.split(";")[0] ?? "";
  const home = `${url}/setup/a/${account}`;
  return {
    read: (page) => fetch(`${home}/${page}`, { headers: { cookie }, redirect: "manual" }),
    send: (page, fields = {}) =>
      fetch(`${home}/${page}`, {
        method: "POST",
        headers: { ...form, cookie },
        body: new URLSearchParams(fields).toString(),
        redirect: "manual",
      }),
  };
}

const details = {
  first_name: "Nova",
  last_name: "Beispiel",
  "dob-day": "1",
  "dob-month": "1",
  "dob-year": "1902",
  line1: "address_full_match",
  city: "Testville",
  postal_code: "94107",
  state: "CA",
  id_number: "000000000",
  product_description: "Songs",
};

describe("hosted onboarding", () => {
  rule(
    "begins with the test phone 000 000 0000 and the code 000-000, and takes no other",
    "docs.stripe.com/connect/testing",
    async () => {
      const simulator = await simulate();
      const { id } = await simulator.stripe.accounts.create(express);
      const { send } = await visitor(simulator, id);
      const wrong = await send("start", { phone: "555 123 4567", code: "123-456" });
      expect(wrong.status).toBe(422);
      expect(await wrong.text()).toContain('aria-invalid="true"');
      const right = await send("start", { phone: "000 000 0000", code: "000-000" });
      expect([right.status, right.headers.get("location")]).toEqual([303, `/setup/a/${id}/details`]);
    },
  );

  rule(
    "leads to return_url when it is completed, and the account is what the platform reads, never what the address says",
    "docs.stripe.com/connect/hosted-onboarding",
    async () => {
      const simulator = await simulate();
      const { stripe } = simulator;
      const { id } = await stripe.accounts.create(express);
      const { send } = await visitor(simulator, id);
      await send("details", details);
      await send("bank", { routing_number: "110000000", account_number: "000123456789" });
      await send("document", { document: "passes" });
      expect((await stripe.accounts.retrieve(id)).details_submitted).toBe(false);
      const submitted = await send("review");
      expect(submitted.headers.get("location")).toBe("https://platform.example/return");
      expect(await stripe.accounts.retrieve(id)).toMatchObject({
        capabilities: { transfers: "active" },
        details_submitted: true,
        payouts_enabled: true,
        tos_acceptance: { ip: "127.0.0.1" },
      });
    },
  );

  rule(
    "leads to return_url also when it is submitted twice, as by a double click",
    "docs.stripe.com/connect/hosted-onboarding",
    async () => {
      const simulator = await simulate();
      const { id } = await simulator.stripe.accounts.create(express);
      const { send, read } = await visitor(simulator, id);
      await send("start", { fill: "everything" });
      for (const page of ["review", "review", "leave"]) {
        const answer = await send(page);
        expect([answer.status, answer.headers.get("location")]).toEqual([
          303,
          "https://platform.example/return",
        ]);
      }
      expect((await send("details", details)).status).toBe(403);
      expect((await read("review")).status).toBe(403);
    },
  );

  assumption(
    "lists what is missing in the order of its fields, and says what could not be verified",
    async () => {
      const simulator = await simulate();
      const { id } = await simulator.stripe.accounts.create(express);
      const { send, read } = await visitor(simulator, id);
      const faults = [...(await (await send("details")).text()).matchAll(/<a href="#(\w+)">/g)];
      expect(faults.map(([, field]) => field)).toEqual(
        "first_name last_name dob line1 city postal_code state id_number product_description".split(" "),
      );
      await send("details", { ...details, "dob-year": "1990" });
      expect(await (await read("review")).text()).toContain("born 1990-01-01 (could not be verified)");
    },
  );

  rule(
    "leads to return_url also when the owner leaves, and nothing is complete",
    "docs.stripe.com/connect/hosted-onboarding",
    async () => {
      const simulator = await simulate();
      const { id } = await simulator.stripe.accounts.create(express);
      const { send, read } = await visitor(simulator, id);
      await send("details", details);
      const left = await send("leave");
      expect(left.headers.get("location")).toBe("https://platform.example/return");
      expect(await simulator.stripe.accounts.retrieve(id)).toMatchObject({
        details_submitted: false,
        individual: { first_name: "Nova" },
      });
      expect((await read("bank")).status).toBe(403);
    },
  );

  rule(
    "tells of leaving by v2.core.account_link.returned",
    "docs.stripe.com/api/v2/core/account-links/event-types",
    async () => {
      const simulator = await simulate();
      const { stripe } = simulator;
      const { id } = await stripe.v2.core.accounts.create(recipient);
      const { send } = await visitor(simulator, id);
      await send("leave");
      const { data } = await stripe.v2.core.events.list(
        { types: ["v2.core.account_link.returned"] },
        { stripeContext: id },
      );
      expect(data).toMatchObject([
        { data: { account_id: id, configurations: ["recipient"], use_case: "account_onboarding" } },
      ]);
    },
  );

  rule("cannot be handed in with parts missing", "docs.stripe.com/connect/hosted-onboarding", async () => {
    const simulator = await simulate();
    const { id } = await simulator.stripe.accounts.create(express);
    const { send } = await visitor(simulator, id);
    expect((await send("review")).status).toBe(422);
    expect((await simulator.stripe.accounts.retrieve(id)).details_submitted).toBe(false);
  });

  rule(
    "gives the bank's numbers back with Stripe's words when they are wrong",
    "docs.stripe.com/connect/testing",
    async () => {
      const simulator = await simulate();
      const { id } = await simulator.stripe.accounts.create(express);
      const { send } = await visitor(simulator, id);
      const answer = await send("bank", { routing_number: "110000001", account_number: "000123456789" });
      expect(answer.status).toBe(422);
      expect(await answer.text()).toContain("routing_number-error");
      expect((await simulator.stripe.accounts.retrieve(id)).external_accounts?.data).toEqual([]);
    },
  );

  rule(
    "asks in the account's own country for an IBAN where there is one",
    "docs.stripe.com/connect/testing",
    async () => {
      const simulator = await simulate();
      const { id } = await simulator.stripe.accounts.create({ ...express, country: "DE" });
      const { read, send } = await visitor(simulator, id);
      const page = await (await read("bank?fill=closed")).text();
      const [, iban = ""] = /name="account_number"\s+value="(DE\d+)"/.exec(page) ?? [];
      expect((await send("bank", { account_number: iban })).status).toBe(303);
      expect((await simulator.stripe.accounts.retrieve(id)).external_accounts?.data).toMatchObject([
        { country: "DE", currency: "eur" },
      ]);
    },
  );

  rule("shows nobody's markup, and may not be framed", "docs.stripe.com/security/guide", async () => {
    const simulator = await simulate();
    const { id } = await simulator.stripe.accounts.create(express);
    const { send, read } = await visitor(simulator, id);
    await send("details", { ...details, first_name: "<b>Nova</b>" });
    const answer = await read("review");
    const page = await answer.text();
    expect(page).toContain("&lt;b&gt;Nova&lt;/b&gt;");
    expect(page).not.toContain("<b>Nova</b>");
    expect(answer.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  rule("is not open to whoever has no session", "docs.stripe.com/api/account_links/create", async () => {
    const simulator = await simulate();
    const { id } = await simulator.stripe.accounts.create(express);
    await visitor(simulator, id);
    expect((await fetch(`${simulator.url}/setup/a/${id}/details`)).status).toBe(403);
    expect((await fetch(`${simulator.url}/setup/e/${id}/guess`)).status).toBe(404);
  });
});

describe("onboarding over HTTP", () => {
  for (const [outcome, transfers, expected] of [
    ["complete", "active", { currently_due: [], disabled_reason: null }],
    ["missing_document", "active", { currently_due: ["individual.verification.document"], past_due: [] }],
    [
      "past_due_later",
      "active",
      { currently_due: ["individual.verification.additional_document"], past_due: [] },
    ],
    ["wrong_data", "inactive", { past_due: ["individual.verification.document"] }],
    ["rejected", "inactive", { disabled_reason: "rejected.fraud" }],
  ] as const) {
    assumption(`has the outcome ${outcome}`, async () => {
      const { stripe, control } = await simulate();
      const { id } = await stripe.accounts.create(express);
      await control("POST", `/accounts/${id}/onboard`, { outcome });
      expect(await stripe.accounts.retrieve(id)).toMatchObject({
        capabilities: { transfers },
        details_submitted: true,
        requirements: expected,
      });
    });
  }

  assumption("is open to an account whose standing was set before", async () => {
    const { stripe, control, readyAccount } = await simulate();
    const id = await readyAccount({ capabilities: { transfers: "inactive" }, payoutsEnabled: false });
    await control("POST", `/accounts/${id}/onboard`, { outcome: "complete" });
    expect(await stripe.accounts.retrieve(id)).toMatchObject({
      capabilities: { transfers: "active" },
      payouts_enabled: true,
    });
  });

  assumption("works for companies and for every country with a documented bank account", async () => {
    const { stripe, control } = await simulate();
    for (const country of ["US", "DE", "GB", "JP", "SE"]) {
      for (const business_type of ["individual", "company"] as const) {
        const { id } = await stripe.accounts.create({ ...express, country, business_type });
        await control("POST", `/accounts/${id}/onboard`, { outcome: "complete" });
        const account = await stripe.accounts.retrieve(id);
        expect([country, business_type, account.requirements?.past_due, account.payouts_enabled]).toEqual([
          country,
          business_type,
          [],
          true,
        ]);
      }
    }
  });
});
