import { describe, expect, test } from "vitest";
import { accountOf, onboarded, readAgain } from "./onboarded.ts";
import { refusalOf, stripeHouse, type StripeHouse } from "./stripe-house.ts";

/** The banks of whose change she was told. */
const toldBanks = async ({ db }: StripeHouse) =>
  (
    await db.query<{ last4: string | null }>(
      "SELECT data ->> 'last4' AS last4 FROM notifications WHERE kind = 'destination_changed' ORDER BY created_at",
    )
  ).map(({ last4 }) => last4);

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
