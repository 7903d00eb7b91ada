import { describe, expect, test } from "vitest";
import { refusalOf, stripeHouse, type StripeHouse } from "./stripe-house.ts";
import type { TestUser } from "../auth/people.ts";

/** A creator who went through Stripe's pages with this outcome, and came back. */
async function onboarded(house: StripeHouse, outcome = "complete", more: object = {}): Promise<TestUser> {
  const user = await house.arrive();
  await house.as(user).getPaid.openOnboarding({});
  await house.control("POST", `/accounts/${await accountOf(house, user)}/onboard`, { outcome, ...more });
  await readAgain(house, user);
  return user;
}

async function accountOf({ db }: StripeHouse, { creatorId }: TestUser): Promise<string> {
  const [row] = await db.query<{ accountId: string | null }>(
    `SELECT stripe_account_id AS "accountId" FROM creators WHERE id = $1`,
    [creatorId],
  );
  if (!row?.accountId) throw new Error("she has no account");
  return row.accountId;
}

/** As if ten seconds had passed since the last reading. */
async function readAgain(house: StripeHouse, user: TestUser) {
  await house.db.query("UPDATE creators SET account_read_at = account_read_at - interval '10 s'");
  return house.as(user).getPaid.refresh();
}

/** The banks of whose change she was told. */
const toldBanks = async ({ db }: StripeHouse) =>
  (
    await db.query<{ last4: string | null }>(
      "SELECT data ->> 'last4' AS last4 FROM notifications WHERE kind = 'destination_changed' ORDER BY created_at",
    )
  ).map(({ last4 }) => last4);

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
    expect(await toldBanks(house)).toEqual([]);
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

describe("a bank that changes inside Stripe", () => {
  test("begins a cool-down, which the creator is told with its dates, at the address before this one too", async () => {
    const house = await stripeHouse();
    const user = await onboarded(house);
    house.setNow(new Date("2026-12-14T12:00:00Z"));
    await house.db.query("UPDATE users SET previous_email = 'before@example.com', email_changed_at = now()");
    const { url } = await house.as(user).getPaid.openDashboard();
    await house.changeBank(url);
    expect(await readAgain(house, user)).toMatchObject({
      banks: [{ last4: "1113" }],
      coolDown: {
        changedAt: new Date("2026-12-14T12:00:00Z"),
        payableFrom: new Date("2026-12-16T12:00:00Z"),
        skipped: [{ periodKey: "2026-12-15" }],
        firstPaid: { periodKey: "2027-01-01" },
      },
    });
    expect(await toldBanks(house)).toEqual(["1113"]);
    const also = await house.db.query(
      `SELECT o.payload ->> 'alsoTo' AS address FROM outbox o JOIN notifications n ON n.id::text = o.payload ->> 'notificationId'
        WHERE n.kind = 'destination_changed' ORDER BY o.id`,
    );
    expect(also).toEqual([{ address: null }, { address: "before@example.com" }]);

    await readAgain(house, user);
    expect(await toldBanks(house)).toHaveLength(1);
  });

  test("taken away and named again an hour later is a change, too, and each is told once", async () => {
    const house = await stripeHouse();
    const user = await onboarded(house);
    const none = { detailsSubmitted: true, transfers: "active", currentlyDue: [], banks: [] };
    await house.db.query(
      `UPDATE creators SET account_detail = account_detail || $1::jsonb, bank_destination_ids = '{ba_gone}'`,
      [JSON.stringify(none)],
    );
    await readAgain(house, user);
    await readAgain(house, user);
    expect(await toldBanks(house)).toEqual(["6789"]);
  });
});

describe("an account that Stripe does not show any more", () => {
  test("is replaced when she asks for it, which is a change of destination", async () => {
    const house = await stripeHouse();
    const user = await onboarded(house);
    const gone = await accountOf(house, user);
    await house.control("PATCH", `/accounts/${gone}`, { deleted: true });
    expect(await refusalOf(house.as(user).getPaid.openDashboard())).toEqual({ code: "account_unreachable" });
    expect(await house.as(user).getPaid.status()).toMatchObject({
      standing: "unreachable",
      step: "open_new_account",
      canReceive: false,
    });
    await house.as(user).getPaid.openOnboarding({});
    expect(await accountOf(house, user)).not.toBe(gone);
    expect((await readAgain(house, user)).coolDown).not.toBeNull();
    expect(await toldBanks(house)).toEqual([null]);
  });

  test("and shows again is the one she keeps", async () => {
    const house = await stripeHouse();
    const user = await onboarded(house);
    const account = await accountOf(house, user);
    await house.db.query("UPDATE creators SET account_error = 'account_invalid'");
    await house.as(user).getPaid.openOnboarding({});
    expect(await accountOf(house, user)).toBe(account);
    expect(await house.as(user).getPaid.status()).toMatchObject({ standing: "ready", coolDown: null });
  });

  test("is not replaced while money is on its way to it", async () => {
    const house = await stripeHouse();
    const user = await onboarded(house);
    await house.control("PATCH", `/accounts/${await accountOf(house, user)}`, { deleted: true });
    await readAgain(house, user);
    await house.db.query(
      `WITH batch AS (INSERT INTO payout_batches (id, period_key, status, scheduled_for, cutoff_at, started_by)
                      VALUES (gen_random_uuid(), '2026-12-01', 'planning', now(), now(), 'test') RETURNING id)
       INSERT INTO payout_items (id, batch_id, creator_id, currency, amount_minor, status, chunk_no, destination_account_id)
       SELECT gen_random_uuid(), id, $1, 'USD', 4000, 'planned', 0, 'acct_gone' FROM batch`,
      [user.creatorId],
    );
    await house.db.query("UPDATE payout_items SET status = 'sending'");
    expect(await refusalOf(house.as(user).getPaid.openOnboarding({}))).toEqual({ code: "payout_in_flight" });
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
