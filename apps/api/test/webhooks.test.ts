import { describe, expect, test } from "vitest";
import { apiOfTestFile, metric, signature } from "./test-api.ts";

const api = apiOfTestFile();

function event(id: string, fields: object = {}): string {
  const base = { id, object: "event", type: "transfer.created", created: 1_796_090_400, livemode: false };
  return JSON.stringify({ ...base, data: { object: { id: "tr_1", object: "transfer" } }, ...fields });
}

function deliver(path: string, body: string, header: string | undefined, app = api.app) {
  const headers = {
    "content-type": "application/json; charset=utf-8",
    ...(header ? { "stripe-signature": header } : {}),
  };
  return app.inject({ method: "POST", url: `/webhooks/${path}`, headers, payload: body });
}

async function stored(id: string) {
  return api.db.query("SELECT id, type, account, payload, applied_at FROM stripe_events WHERE id = $1", [id]);
}

describe("a signed webhook", () => {
  test("is stored once however often it comes, with one job that applies it", async () => {
    const body = event("evt_once");
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => deliver("stripe", body, signature(body, "whsec_platform"))),
    );
    expect(answers.map((answer) => answer.statusCode)).toEqual(Array(5).fill(200));
    expect(await stored("evt_once")).toEqual([
      {
        id: "evt_once",
        type: "transfer.created",
        account: null,
        payload: JSON.parse(body) as unknown,
        applied_at: null,
      },
    ]);
    const jobs = await api.db.query(
      "SELECT name, payload FROM outbox WHERE payload ->> 'eventId' = 'evt_once'",
    );
    expect(jobs).toEqual([{ name: "apply-stripe-event", payload: { eventId: "evt_once" } }]);
  });

  test("of a connected account comes to its own endpoint with its own secret", async () => {
    const body = event("evt_connect", { account: "acct_ana", type: "payout.paid" });
    expect((await deliver("stripe-connect", body, signature(body, "whsec_connect"))).statusCode).toBe(200);
    expect(await stored("evt_connect")).toMatchObject([{ account: "acct_ana" }]);
    const other = event("evt_wrong_door");
    expect((await deliver("stripe-connect", other, signature(other, "whsec_platform"))).statusCode).toBe(400);
    expect(await stored("evt_wrong_door")).toEqual([]);
  });

  test("at the endpoint of connected accounts that names none is refused", async () => {
    const body = event("evt_no_account");
    const answer = await deliver("stripe-connect", body, signature(body, "whsec_connect"));
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ error: { code: "account_missing" } });
    expect(await stored("evt_no_account")).toEqual([]);
  });

  test("is verified over its bytes, not over what they parse to", async () => {
    const body = `  ${event("evt_bytes").replaceAll(",", " ,\n")}`;
    expect((await deliver("stripe", body, signature(body, "whsec_platform"))).statusCode).toBe(200);
    expect(await stored("evt_bytes")).toHaveLength(1);
  });

  test("is stored also with what JSON can say and PostgreSQL cannot keep", async () => {
    const body = event("evt_nul", { note: "a\u0000b", half: "\ud800!", path: "c:\\u0000" });
    expect((await deliver("stripe", body, signature(body, "whsec_platform"))).statusCode).toBe(200);
    expect(await stored("evt_nul")).toMatchObject([
      { payload: { note: "a\ufffdb", half: "\ufffd!", path: "c:\\u0000" } },
    ]);
  });

  test("of the v2 shape is stored like any other", async () => {
    const thin = { id: "evt_thin", object: "v2.core.event", type: "v2.core.account[requirements].updated" };
    const body = JSON.stringify({
      ...thin,
      created: "2026-12-01T02:00:00Z",
      livemode: false,
      related_object: { id: "acct_ana" },
    });
    expect((await deliver("stripe-connect", body, signature(body, "whsec_connect"))).statusCode).toBe(200);
    expect(await stored("evt_thin")).toMatchObject([{ account: "acct_ana" }]);
  });
});

describe("a webhook with a bad signature leaves no trace but a metric", () => {
  const body = event("evt_forged");
  test.for([
    {
      when: "signed with another secret",
      header: () => signature(body, "whsec_other"),
      result: "bad_signature",
    },
    { when: "not signed", header: () => undefined, result: "malformed_signature" },
    { when: "signed with rubbish", header: () => "t=now,v1=zz", result: "malformed_signature" },
    {
      when: "signed for another body",
      header: () => signature(`${body} `, "whsec_platform"),
      result: "bad_signature",
    },
    {
      when: "signed an hour ago",
      header: () => signature(body, "whsec_platform", new Date(Date.now() - 3_600_000)),
      result: "too_old",
    },
  ])("$when", async ({ header, result }) => {
    const sample = `payrun_webhooks_total{endpoint="stripe",result="${result}"}`;
    const before = (await metric(api.app, sample)) ?? 0;
    const logged = api.logged();
    const answer = await deliver("stripe", body, header());
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ error: { code: result } });
    expect(api.logged()).toBe(logged);
    expect(await metric(api.app, sample)).toBe(before + 1);
    expect(await stored("evt_forged")).toEqual([]);
    expect(await api.db.query("SELECT id FROM outbox WHERE payload ->> 'eventId' = 'evt_forged'")).toEqual(
      [],
    );
  });

  test("with a broken or an empty body, all the same", async () => {
    for (const broken of ["", "{", "null", "[]"]) {
      expect((await deliver("stripe", broken, signature(broken, "whsec_platform"))).statusCode).toBe(400);
    }
  });
});

describe("livemode is checked: an event of another mode never enters the database", () => {
  test.for([
    { when: "a live event in a test database", mode: "test", livemode: true },
    { when: "a test event in a live database", mode: "live", livemode: false },
    { when: "a live event in the simulator's database", mode: "simulator", livemode: true },
  ] as const)("$when is refused", async ({ mode, livemode }) => {
    const body = event(`evt_mode_${mode}`, { livemode });
    const answer = await deliver("stripe", body, signature(body, "whsec_platform"), await api.with({ mode }));
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ error: { code: "livemode_mismatch" } });
    expect(await stored(`evt_mode_${mode}`)).toEqual([]);
  });

  test("a live Connect endpoint is sent the sandbox's events by Stripe: acknowledged, and not stored", async () => {
    const body = event("evt_mode_connect", { livemode: false, account: "acct_ana" });
    const answer = await deliver(
      "stripe-connect",
      body,
      signature(body, "whsec_connect"),
      await api.with({ mode: "live" }),
    );
    expect(answer.statusCode).toBe(200);
    expect(await stored("evt_mode_connect")).toEqual([]);
  });
});

test("while a secret is rolled, both are good and a third is not", async () => {
  const app = await api.with({ webhookSecrets: ["whsec_old", "whsec_new"] });
  const answers = ["whsec_old", "whsec_new", "whsec_third"].map((secret) => {
    const body = event(`evt_signed_with_${secret}`);
    return deliver("stripe", body, signature(body, secret), app);
  });
  expect((await Promise.all(answers)).map((answer) => answer.statusCode)).toEqual([200, 200, 400]);
});

test("an endpoint without a secret asks Stripe to come again", async () => {
  const body = event("evt_later");
  const answer = await deliver(
    "stripe",
    body,
    signature(body, "whsec_platform"),
    await api.with({ webhookSecrets: [] }),
  );
  expect(answer.statusCode).toBe(503);
  expect(await stored("evt_later")).toEqual([]);
});
