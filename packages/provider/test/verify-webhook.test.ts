import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { verifyWebhook, type WebhookAddressee } from "../src/events/verify-webhook.ts";

const receivedAt = new Date("2026-12-01T02:00:10Z");
const signedAt = receivedAt.getTime() / 1000;
const secret = "whsec_current";
const snapshot = {
  id: "evt_1",
  object: "event",
  type: "payout.failed",
  account: "acct_ana",
  api_version: "2026-10-28.endive",
  created: 1_796_090_400,
  livemode: false,
  data: { object: { id: "po_1", object: "payout" } },
};
const thin = {
  id: "evt_test_2",
  object: "v2.core.event",
  type: "v2.core.account[requirements].updated",
  created: "2026-12-01T02:00:00.123Z",
  livemode: false,
  related_object: { id: "acct_ana", type: "v2.core.account", url: "/v2/core/accounts/acct_ana" },
};

function v1(body: string, by: string, at = signedAt): string {
  return createHmac("sha256", by).update(`${at}.${body}`).digest("hex");
}

function received(body: string, signatureHeader: string | undefined, secrets: readonly string[] = [secret]) {
  return verifyWebhook({ rawBody: Buffer.from(body), signatureHeader, secrets, receivedAt });
}

/** Correctly signed, and checked against whom the endpoint is for. */
function addressed(payload: object, addressee: WebhookAddressee) {
  const body = JSON.stringify(payload);
  const signatureHeader = `t=${signedAt},v1=${v1(body, secret)}`;
  return verifyWebhook({
    rawBody: Buffer.from(body),
    signatureHeader,
    secrets: [secret],
    receivedAt,
    addressee,
  });
}

describe("a webhook is accepted", () => {
  const body = JSON.stringify(snapshot);

  test("signed with our secret, and says what it is about", () => {
    expect(received(body, `t=${signedAt},v1=${v1(body, secret)}`)).toEqual({
      ok: true,
      event: {
        shape: "snapshot",
        id: "evt_1",
        type: "payout.failed",
        account: "acct_ana",
        objectId: "po_1",
        livemode: false,
        createdAt: new Date("2026-12-01T02:00:00Z"),
        apiVersion: "2026-10-28.endive",
        payload: snapshot,
      },
    });
  });

  test.for([
    {
      when: "Stripe signs with two secrets during its rotation",
      header: [v1(body, "whsec_next"), v1(body, secret)],
    },
    { when: "only our second secret fits", header: [v1(body, "whsec_previous")] },
  ])("$when", ({ header }) => {
    const signatures = header.map((signature) => `v1=${signature}`).join(",");
    expect(received(body, `t=${signedAt},${signatures},v0=old`, [secret, "whsec_previous"]).ok).toBe(true);
  });

  test("300 seconds old, which is just young enough", () => {
    const at = signedAt - 300;
    expect(received(body, `t=${at},v1=${v1(body, secret, at)}`).ok).toBe(true);
  });

  test("thin, of the v2 kind that the SDK's constructEvent throws on", () => {
    const thinBody = JSON.stringify(thin);
    expect(received(thinBody, `t=${signedAt},v1=${v1(thinBody, secret)}`)).toMatchObject({
      ok: true,
      event: { shape: "thin", account: "acct_ana", objectId: "acct_ana", createdAt: new Date(thin.created) },
    });
  });
});

describe("a webhook is refused", () => {
  const body = JSON.stringify(snapshot);
  const good = `t=${signedAt},v1=${v1(body, secret)}`;
  const late = signedAt - 301;

  test.for([
    { when: "without a signature", body, header: undefined, reason: "malformed_signature" },
    { when: "with a header of another form", body, header: "v1=abc", reason: "malformed_signature" },
    {
      when: "with the old scheme alone",
      body,
      header: `t=${signedAt},v0=abc`,
      reason: "malformed_signature",
    },
    {
      when: "signed by a stranger",
      body,
      header: `t=${signedAt},v1=${v1(body, "whsec_x")}`,
      reason: "bad_signature",
    },
    { when: "with one byte changed", body: `${body} `, header: good, reason: "bad_signature" },
    { when: "without a body", body: "", header: good, reason: "bad_signature" },
    { when: "301 seconds old", body, header: `t=${late},v1=${v1(body, secret, late)}`, reason: "too_old" },
    { when: "signed, but not JSON", body: "hello", header: null, reason: "not_an_event" },
    { when: "signed, but not an event", body: '{"id":"x","type":"y"}', header: null, reason: "not_an_event" },
  ])("$when", ({ body: sent, header, reason }) => {
    const signatureHeader = header === null ? `t=${signedAt},v1=${v1(sent, secret)}` : header;
    expect(received(sent, signatureHeader)).toEqual({ ok: false, reason });
  });

  test("when no secret is configured", () => {
    expect(received(body, good, [])).toEqual({ ok: false, reason: "bad_signature" });
  });
});

describe("a webhook that Stripe signed is still refused", () => {
  const { account: _account, ...platforms } = snapshot;
  const platformAccountId = "acct_payrun";

  test.for([
    { when: "of live mode where this is not", payload: { ...snapshot, livemode: true }, livemode: false },
    { when: "of test mode where this is live", payload: snapshot, livemode: true },
    { when: "thin, of the other mode", payload: thin, livemode: true },
  ])("when it is $when", ({ payload, livemode }) => {
    expect(addressed(payload, { livemode })).toEqual({ ok: false, reason: "livemode_mismatch" });
    expect(addressed(payload, { livemode: !livemode }).ok).toBe(true);
  });

  test("at the endpoint of connected accounts when it names none", () => {
    expect(addressed(platforms, { endpoint: "connect" })).toEqual({ ok: false, reason: "account_missing" });
    expect(addressed(snapshot, { endpoint: "connect" }).ok).toBe(true);
    expect(addressed(thin, { endpoint: "connect" }).ok).toBe(true);
  });

  test("at the platform's endpoint when it is of another account", () => {
    const addressee = { endpoint: "platform", platformAccountId } as const;
    expect(addressed(snapshot, addressee)).toEqual({ ok: false, reason: "account_unexpected" });
    expect(addressed(platforms, addressee).ok).toBe(true);
    expect(addressed({ ...snapshot, account: platformAccountId }, addressee).ok).toBe(true);
    expect(addressed(snapshot, { endpoint: "platform" }).ok).toBe(true);
  });

  test("never before its signature was checked", () => {
    const body = JSON.stringify({ ...snapshot, livemode: true });
    const verdict = verifyWebhook({
      rawBody: Buffer.from(body),
      signatureHeader: `t=${signedAt},v1=${v1(body, "whsec_stranger")}`,
      secrets: [secret, "whsec_previous"],
      receivedAt,
      addressee: { livemode: false },
    });
    expect(verdict).toEqual({ ok: false, reason: "bad_signature" });
  });
});
