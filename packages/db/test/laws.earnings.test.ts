import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId, type Sql } from "../src/index.ts";
import { addCreators, addFan, at, openBooks, refusal, type Books } from "./books.ts";

let books: Books;
let creatorId: string;
let fanId: string;
beforeAll(async () => {
  books = await openBooks();
  [creatorId = ""] = await addCreators(books.db, 1);
  fanId = await addFan(books.db);
});
afterAll(() => books.close());

type Earning = {
  readonly gross: bigint;
  readonly fee: bigint;
  readonly net: bigint;
  readonly sourceId: string;
  readonly sourceType: string;
  readonly currency: string;
};

/** $10.00 gross, $2.00 fee, paid with 100 tokens; says its id. */
async function addEarning(sql: Sql, given: Partial<Earning> = {}): Promise<string> {
  const { gross, fee, net, sourceId, sourceType, currency }: Earning = {
    gross: 10_00n,
    fee: 2_00n,
    net: 8_00n,
    sourceId: newId(),
    sourceType: "tip",
    currency: "USD",
    ...given,
  };
  const id = newId();
  await sql.query(
    `INSERT INTO earnings (id, creator_id, source_type, source_id, fan_id, tokens, token_rate_minor, gross_minor, fee_minor, net_minor,
                           currency, earned_at, available_at)
     VALUES ($1, $2, $3, $4, $5, 100, 10, $6, $7, $8, $9, $10, $10::timestamptz + interval '7 days')`,
    [id, creatorId, sourceType, sourceId, fanId, gross, fee, net, currency, at],
  );
  return id;
}

describe("an earning is refused", () => {
  test.for([
    { that: "is not fee plus net", given: { net: 8_01n }, by: "earning_amounts" },
    { that: "is nothing", given: { gross: 0n, fee: 0n, net: 0n }, by: "earning_amounts" },
    { that: "has a negative fee", given: { fee: -1_00n, net: 11_00n }, by: "earning_amounts" },
    { that: "is neither tip nor call", given: { sourceType: "gift" }, by: "earning_source_type" },
    { that: "is in no currency of ISO 4217", given: { currency: "usd" }, by: "earning_currency_iso" },
  ])("that $that", async ({ given, by }) => {
    expect(await refusal(addEarning(books.db, given))).toBe(by);
  });

  test("that the host has reported before", async () => {
    await addEarning(books.db, { sourceId: "tip-1" });
    expect(await refusal(addEarning(books.db, { sourceId: "tip-1" }))).toBe(
      "earnings_source_type_source_id_key",
    );
  });
});

describe("an earning that is written", () => {
  test.for([
    "creator_id = gen_random_uuid()",
    "source_type = 'call'",
    "source_id = 'another'",
    "fan_id = gen_random_uuid()",
    "tokens = 1",
    "token_rate_minor = 99",
    "gross_minor = 1, fee_minor = 0, net_minor = 1",
    "fee_minor = 0, net_minor = gross_minor",
    "currency = 'EUR'",
    "earned_at = earned_at - interval '1 day'",
    "available_at = now() - interval '1 day'",
  ])("is not rewritten: %s", async (change) => {
    const id = await addEarning(books.db);
    expect(await refusal(books.db.query(`UPDATE earnings SET ${change} WHERE id = $1`, [id]))).toBe(
      "earning_immutable",
    );
  });

  test("is released once, and neither again nor taken back", async () => {
    const id = await addEarning(books.db);
    await books.db.query("UPDATE earnings SET released_at = available_at WHERE id = $1", [id]);
    const again = books.db.query("UPDATE earnings SET released_at = now() WHERE id = $1", [id]);
    const back = books.db.query("UPDATE earnings SET released_at = NULL WHERE id = $1", [id]);
    expect([await refusal(again), await refusal(back)]).toEqual(["earning_immutable", "earning_immutable"]);
  });

  test.for([
    { amounts: "all of it", gross: 10_00n, net: 8_00n, by: "allowed" },
    { amounts: "one cent more than its gross", gross: 10_01n, net: 8_00n, by: "earning_reversed_within" },
    { amounts: "one cent more than its net", gross: 10_00n, net: 8_01n, by: "earning_reversed_within" },
    { amounts: "one cent more than its fee", gross: 2_01n, net: 0n, by: "earning_reversed_within" },
    { amounts: "less than nothing", gross: -1n, net: 0n, by: "earning_reversed_within" },
  ])("is reversed by $amounts: $by", async ({ gross, net, by }) => {
    const id = await addEarning(books.db);
    const reverse = books.db.query(
      "UPDATE earnings SET reversed_minor = $2, reversed_net_minor = $3 WHERE id = $1",
      [id, gross, net],
    );
    expect(await refusal(reverse)).toBe(by);
  });
});

describe("a reversal is refused", () => {
  const reverse = (earningId: string, gross: bigint, net: bigint, fee: bigint, sourceId = newId()) =>
    books.db.query(
      `INSERT INTO earning_reversals (id, earning_id, source_id, kind, gross_minor, net_minor, fee_minor, paid_as, occurred_at)
       VALUES ($1, $2, $3, 'refund', $4, $5, $6, 'money', now())`,
      [newId(), earningId, sourceId, gross, net, fee],
    );

  test("that is nothing, or not fee plus net", async () => {
    const id = await addEarning(books.db);
    expect(await refusal(reverse(id, 0n, 0n, 0n))).toBe("reversal_amounts");
    expect(await refusal(reverse(id, 5n, 3n, 1n))).toBe("reversal_amounts");
  });

  test("that the host has reported before", async () => {
    const id = await addEarning(books.db);
    await reverse(id, 5n, 4n, 1n, "refund-1");
    expect(await refusal(reverse(id, 5n, 4n, 1n, "refund-1"))).toBe("earning_reversals_source_id_key");
  });
});

describe("a token purchase is refused", () => {
  const buy = (tokens: bigint, amountMinor: bigint, reversedMinor = 0n, sourceId: string = newId()) =>
    books.db.query(
      `INSERT INTO token_purchases (id, source_id, fan_id, tokens, amount_minor, currency, purchased_at, reversed_minor)
       VALUES ($1, $2, $3, $4, $5, 'USD', now(), $6)`,
      [newId(), sourceId, fanId, tokens, amountMinor, reversedMinor],
    );

  test("of no tokens, for no money, or reversed beyond what was paid", async () => {
    expect(await refusal(buy(0n, 1_00n))).toBe("purchase_amounts");
    expect(await refusal(buy(10n, 0n))).toBe("purchase_amounts");
    expect(await refusal(buy(10n, 1_00n, 1_01n))).toBe("purchase_amounts");
    expect(await refusal(buy(10n, 1_00n, 1_00n))).toBe("allowed");
  });

  test("that the host has reported before", async () => {
    await buy(10n, 1_00n, 0n, "purchase-1");
    expect(await refusal(buy(10n, 1_00n, 0n, "purchase-1"))).toBe("token_purchases_source_id_key");
  });
});
