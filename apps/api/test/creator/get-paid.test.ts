import { describe, expect, test } from "vitest";
import { accountOf, onboarded, readAgain } from "./onboarded.ts";
import { refusalOf, stripeHouse } from "./stripe-house.ts";

describe("on the way to her first payout", () => {
  test("a creator without an account is told to open one, and nothing is asked of Stripe for it", async () => {
    const house = await stripeHouse();
    const user = await house.arrive();
    expect(await house.as(user).getPaid.status()).toMatchObject({
      standing: "none",
      step: "open_account",
      canReceive: false,
      checklist: [],
      banks: null,
      coolDown: null,
      taxForm: null,
      sanctions: null,
      asOf: null,
    });
    expect(await house.as(user).getPaid.refresh()).toMatchObject({ standing: "none" });
    expect(await house.requests("GET", "/v1/accounts")).toBe(0);
  });

  test("opens her account and is led to Stripe's pages, by a link that nobody keeps or logs", async () => {
    const house = await stripeHouse();
    const user = await house.arrive();
    const { url } = await house.as(user).getPaid.openOnboarding({});
    expect(new URL(url).pathname).toMatch(/^\/setup\//);
    expect(house.logged()).not.toContain(url);
    expect(await readAgain(house, user)).toMatchObject({
      standing: "incomplete",
      step: "continue_onboarding",
      detailsSubmitted: false,
      asOf: expect.any(Date),
    });
    expect(await house.db.query("SELECT action, detail ->> 'replaced' AS replaced FROM audit_log")).toEqual([
      { action: "payout_account.opened", replaced: null },
    ]);
    const other = await house.as(user).getPaid.openOnboarding({});
    expect(other.url).not.toBe(url);
    expect(await house.requests("POST", "/v2/core/accounts")).toBe(1);
  });

  test("two clicks at once, and an answer that was lost, make one account", async () => {
    const house = await stripeHouse();
    const user = await house.arrive();
    await house.control("POST", "/faults", {
      kind: "reset_after",
      count: 1,
      match: { path: "/v2/core/accounts" },
    });
    const api = house.as(user);
    const links = await Promise.all([api.getPaid.openOnboarding({}), api.getPaid.openOnboarding({})]);
    expect(links).toHaveLength(2);
    const { accounts } = await house.deps.provider.listAccounts({ startingAfter: null });
    expect(accounts.map(({ accountId }) => accountId)).toEqual([await accountOf(house, user)]);
  });

  test("has done all: ready, with her bank, and what a change of it would cost", async () => {
    const house = await stripeHouse();
    const user = await onboarded(house);
    expect(await house.as(user).getPaid.status()).toMatchObject({
      standing: "ready",
      step: "none",
      canReceive: true,
      canPayOut: true,
      transfers: "active",
      checklist: [],
      banks: [{ last4: "6789", currency: "USD", state: "usable" }],
      payoutSchedule: { interval: "daily" },
      coolDown: null,
      ifChangedNow: {
        coolDownHours: 48,
        payableFrom: new Date("2026-12-03T08:00:00Z"),
        skipped: [],
        firstPaid: { periodKey: "2026-12-15" },
      },
    });
    expect(await house.db.query("SELECT FROM notifications WHERE kind = 'destination_changed'")).toEqual([]);
  });

  test("of whom nobody knows the country is asked for it, once", async () => {
    const house = await stripeHouse();
    const user = await house.arrive();
    await house.db.query("UPDATE creators SET country = NULL");
    const { getPaid } = house.as(user);
    expect(await refusalOf(getPaid.openOnboarding({}))).toEqual({ code: "account_country_needed" });
    await getPaid.openOnboarding({ country: "DE" });
    expect(await readAgain(house, user)).toMatchObject({ country: "DE" });
  });
});

describe("what Stripe asks for", () => {
  test("is listed as a person would, with its deadline; she is paid until then, and not after", async () => {
    const house = await stripeHouse();
    const user = await onboarded(house, "missing_document", { deadlineSeconds: 86_400 });
    const document = {
      kind: "identity_document",
      fields: [expect.stringMatching(/verification\.document$/)],
      refusedBecause: null,
    };
    expect(await house.as(user).getPaid.status()).toMatchObject({
      standing: "action_needed",
      step: "hand_in",
      canReceive: true,
      checklist: [{ ...document, state: "due", deadlineAt: new Date("2026-12-02T08:00:00Z") }],
    });
    await house.control("POST", "/clock", { advanceSeconds: 2 * 86_400 });
    expect(await readAgain(house, user)).toMatchObject({
      standing: "action_needed",
      canReceive: false,
      checklist: [{ ...document, state: "overdue", deadlineAt: null }],
    });
  });

  test("what it refused comes first, in its own words", async () => {
    const house = await stripeHouse();
    const user = await onboarded(house, "wrong_data");
    const { standing, checklist } = await house.as(user).getPaid.status();
    expect(standing).toBe("action_needed");
    expect(checklist[0]?.refusedBecause).toMatch(/\.$/);
  });

  test("her first and her last name are one line, and a name nobody knows stays readable", async () => {
    const house = await stripeHouse();
    const user = await onboarded(house);
    await house.control("PATCH", `/accounts/${await accountOf(house, user)}`, {
      requirements: {
        currentlyDue: ["individual.first_name", "individual.last_name", "individual.shoe_size"],
        pastDue: [],
      },
    });
    const { checklist } = await readAgain(house, user);
    expect(checklist.map(({ kind, fields }) => [kind, fields])).toEqual([
      ["name", ["individual.first_name", "individual.last_name"]],
      ["other", ["individual.shoe_size"]],
    ]);
  });
});

test("an account that Stripe rejected leads to support, and never to a new try", async () => {
  const house = await stripeHouse();
  const user = await onboarded(house, "rejected");
  expect(await house.as(user).getPaid.status()).toMatchObject({
    standing: "restricted",
    step: "contact_support",
    disabledReason: "rejected.fraud",
  });
});

describe("Stripe", () => {
  test("is asked again after ten seconds, not before", async () => {
    const house = await stripeHouse();
    const user = await onboarded(house);
    const before = await house.requests("GET", "/v1/accounts/");
    await house.as(user).getPaid.refresh();
    expect(await house.requests("GET", "/v1/accounts/")).toBe(before);
    await readAgain(house, user);
    expect(await house.requests("GET", "/v1/accounts/")).toBe(before + 1);
  });

  test("that does not answer is said to be away, and nothing changes", async () => {
    const house = await stripeHouse();
    const user = await onboarded(house);
    await house.control("POST", "/faults", { kind: "500_before", match: { path: "/v1/accounts/*" } });
    expect(await refusalOf(readAgain(house, user))).toEqual({ code: "unavailable", retryAfterSeconds: 30 });
    expect(await house.as(user).getPaid.status()).toMatchObject({ standing: "ready" });
  });

  test.for([
    { refusal: "connect_not_signed_up", code: "account_opening_stopped" },
    { refusal: "platform_profile", code: "account_opening_stopped" },
  ])(
    "that refuses the platform ($refusal) is the operator's to cure: an alarm, and no word of it to her",
    async ({ refusal, code }) => {
      const house = await stripeHouse();
      const user = await house.arrive();
      await house.control("POST", "/settings", { platformRefusal: refusal });
      expect(await refusalOf(house.as(user).getPaid.openOnboarding({}))).toEqual({ code });
      expect(await house.db.query("SELECT kind FROM alarms WHERE cleared_at IS NULL")).toEqual([
        { kind: "account_opening_refused" },
      ]);
      await house.control("POST", "/settings", { platformRefusal: null });
      await house.as(user).getPaid.openOnboarding({});
      expect(await house.db.query("SELECT kind FROM alarms WHERE cleared_at IS NULL")).toEqual([]);
    },
  );

  test("opens its dashboard to those who went through its pages only", async () => {
    const house = await stripeHouse();
    const user = await house.arrive();
    const { getPaid } = house.as(user);
    expect(await refusalOf(getPaid.openDashboard())).toEqual({ code: "no_payout_account" });
    await getPaid.openOnboarding({});
    expect(await refusalOf(getPaid.openDashboard())).toEqual({ code: "onboarding_unfinished" });
  });
});

test("who signed in a quarter of an hour ago proves who she is before she goes where money is redirected", async () => {
  const house = await stripeHouse();
  const user = await house.arrive();
  const minutesAgo = (minutes: number) => ({ signedInAt: new Date(Date.now() - minutes * 60_000) });
  const stale = house.as(user, minutesAgo(15.1)).getPaid;
  expect(await refusalOf(stale.openOnboarding({}))).toEqual({ code: "session_not_fresh" });
  expect(await refusalOf(stale.openDashboard())).toEqual({ code: "session_not_fresh" });
  await house.as(user, minutesAgo(14.9)).getPaid.openOnboarding({});
});

test("gates of the host are shown where the host reports them", async () => {
  const house = await stripeHouse();
  const user = await house.arrive();
  await house.db.query("UPDATE creators SET tax_form = 'missing', sanctions = 'clear'");
  expect(await house.as(user).getPaid.status()).toMatchObject({ taxForm: "missing", sanctions: "clear" });
});
