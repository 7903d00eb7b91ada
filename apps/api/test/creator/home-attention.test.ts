import { newId } from "@payrun/db";
import type { AccountDetail } from "@payrun/payouts-core";
import { describe, expect, test } from "vitest";
import { creatorHouse, refund, tip, type HouseCreator } from "./home-story/creator-house.ts";

const aDetail: AccountDetail = {
  detailsSubmitted: true,
  transfers: "active",
  currentlyDue: [],
  pastDue: [],
  eventuallyDue: [],
  pendingVerification: [],
  errors: [],
  deadlineAt: null,
  banks: [],
  payoutSchedule: null,
};

describe("what needs a creator's attention", () => {
  const house = creatorHouse();
  const one = async (columns = ""): Promise<HouseCreator> => {
    house.setNow("2026-11-20T08:00:00Z");
    const [creator] = await house.addCreators(1);
    if (creator === undefined) throw new Error("no creator");
    if (columns !== "")
      await house.db.query(`UPDATE creators SET ${columns} WHERE id = $1`, [creator.creatorId]);
    return creator;
  };
  const codes = async (creator: HouseCreator, visitor = {}) => {
    const { items } = await creator.ask(visitor).home.attention();
    return items.map((item) => (item.code === "reason" ? item.reason.code : item.code));
  };
  const detail = (fields: Partial<AccountDetail>) =>
    `account_detail = '${JSON.stringify({ ...aDetail, ...fields })}'`;

  test("is nothing while all is well, whatever the balance is", async () => {
    expect(await codes(await one(detail({})))).toEqual([]);
  });

  test.for([
    { when: "there is no account yet", columns: "stripe_account_id = NULL", code: "no_payout_account" },
    {
      when: "something is overdue at Stripe, even if transfers have stopped for it",
      columns: `requirements_past_due = '{individual.id_number}', transfers_active = false, ${detail({ currentlyDue: ["individual.id_number"] })}`,
      code: "requirements_past_due",
    },
    {
      when: "onboarding is not finished",
      columns: `transfers_active = false, ${detail({ detailsSubmitted: false, transfers: "inactive" })}`,
      code: "transfers_inactive",
    },
    {
      when: "Stripe is checking what was handed in",
      columns: `transfers_active = false, ${detail({ transfers: "pending", pendingVerification: ["individual.verification.document"] })}`,
      code: "account_in_review",
    },
    {
      when: "Stripe rejected the account",
      columns: "transfers_active = false, disabled_reason = 'rejected.fraud'",
      code: "account_restricted",
    },
    {
      when: "the account cannot be read",
      columns: "account_error = 'account_invalid'",
      code: "account_unreadable",
    },
    {
      when: "the account is below zero at Stripe",
      columns: "account_negative = true",
      code: "account_negative",
    },
    {
      when: "the bank refused money",
      columns: detail({
        banks: [
          {
            id: "ba_1",
            kind: "bank_account",
            last4: "6789",
            name: null,
            country: "US",
            currency: "USD",
            state: "stopped",
            isDefaultForCurrency: true,
          },
        ],
      }),
      code: "bank_stopped",
    },
    { when: "she paused her payouts", columns: "paused_by_creator_at = now()", code: "paused_by_creator" },
    { when: "a tax form is missing", columns: "tax_form = 'missing'", code: "tax_form_missing" },
    {
      when: "the account changed less than 48 hours ago",
      columns: "destination_changed_at = '2026-11-18T08:00:01Z'",
      code: "destination_changed_recently",
    },
  ])("is one thing, $code, when $when", async ({ columns, code }) => {
    expect(await codes(await one(columns))).toEqual([code]);
  });

  test("is no cool-down that is over", async () => {
    expect(await codes(await one("destination_changed_at = '2026-11-18T08:00:00Z'"))).toEqual([]);
  });

  test("is a deadline with what Stripe waits for", async () => {
    const deadlineAt = "2026-11-27T00:00:00.000Z";
    const creator = await one(detail({ currentlyDue: ["individual.verification.document"], deadlineAt }));
    expect((await creator.ask().home.attention()).items).toEqual([
      {
        code: "requirements_due",
        fields: ["individual.verification.document"],
        deadlineAt: new Date(deadlineAt),
      },
    ]);
  });

  test("is ranked: what stops her money first, what is good to know last", async () => {
    const creator = await one(
      "requirements_past_due = '{tos_acceptance}', paused_by_creator_at = now(), tax_form = 'missing'",
    );
    expect(await codes(creator, { emailVerified: false })).toEqual([
      "requirements_past_due",
      "tax_form_missing",
      "paused_by_creator",
      "email_not_verified",
    ]);
  });

  test("is a payout that failed, one that her bank sent back, and a debt in its own currency", async () => {
    const creator = await one();
    await house.earn(tip("eur", creator, 100_00, { currency: "EUR" }), tip("usd", creator, 100_00));
    const date = { periodKey: "2026-12-01", scheduledFor: new Date("2026-12-01T02:00:00Z") };
    await house.desk.release(date.scheduledFor);
    const { items } = await house.desk.plan(await house.desk.start(date));
    for (const item of items) {
      if (item.currency === "USD") await house.desk.pay(item);
      else await house.desk.putAside(item, "held", { code: "refused", refusalClass: "needs_creator" });
    }
    await house.reverse(refund("debt", "usd", 100_00, { kind: "chargeback" }));
    await bankPayout(creator, "po_1", "failed", "2026-12-05T00:00:00Z");
    house.setNow("2026-12-06T08:00:00Z");

    const { items: shown } = await creator.ask().home.attention();
    expect(shown).toMatchObject([
      { code: "bank_returned", bankPayoutId: "po_1", amountMinor: 80_00n, failureCode: "account_closed" },
      {
        code: "payout_stuck",
        status: "held",
        amountMinor: 80_00n,
        currency: "EUR",
        reason: { refusalClass: "needs_creator" },
      },
      { code: "reason", reason: { code: "in_debt", debtMinor: "8000", currency: "USD" } },
    ]);

    await bankPayout(creator, "po_2", "in_bank", "2026-12-06T00:00:00Z");
    expect(await codes(creator)).toEqual(["payout_stuck", "in_debt"]);
  });

  const bankPayout = (creator: HouseCreator, id: string, status: string, updatedAt: string) =>
    house.db.query(
      `INSERT INTO bank_payouts (id, stripe_account_id, amount_minor, currency, status, failure_code, updated_at)
       VALUES ($1, 'acct_' || $2, 8000, 'USD', $3, CASE $3 WHEN 'failed' THEN 'account_closed' END, $4)`,
      [id, creator.creatorId, status, updatedAt],
    );

  test("is a fan who asked for a call, however many", async () => {
    const creator = await one();
    const fanId = newId();
    await house.db.query("INSERT INTO fans (id, source_id) VALUES ($1, 'a-fan')", [fanId]);
    for (const key of ["a", "b"])
      await house.db.query(
        `INSERT INTO call_requests (id, fan_id, creator_id, tokens, currency, gross_minor, request_key) VALUES ($1, $2, $3, 10, 'USD', 1000, $4)`,
        [newId(), fanId, creator.creatorId, key],
      );
    expect((await creator.ask().home.attention()).items).toEqual([{ code: "calls_asked", count: 2 }]);
  });
});
