import { earningsForFile, everyEarning } from "@payrun/db";
import { beforeAll, describe, expect, test } from "vitest";
import { creatorHouse, refund, tip, type HouseCreator } from "./home-story/creator-house.ts";

describe("a creator's earnings", () => {
  const house = creatorHouse();
  let mira: HouseCreator;
  let other: HouseCreator;

  beforeAll(async () => {
    house.setNow("2026-11-20T08:00:00Z");
    const [first, second] = await house.addCreators(2);
    if (first === undefined || second === undefined) throw new Error("no creators");
    mira = first;
    other = second;
    await house.buyTokens({
      sourceId: "tokens",
      fanSourceId: "fan-1",
      tokens: 1_000,
      amountMinor: 100_00,
      currency: "USD",
      purchasedAt: "2026-11-01T10:00:00Z",
    });
    await house.earn(
      // Five of one instant: only the id orders them.
      ...Array.from({ length: 5 }, (_, index) => tip(`same-${index}`, mira, 10_00 + index)),
      tip("call-1", mira, 40_00, { sourceType: "call", earnedAt: "2026-11-12T23:30:00Z" }),
      tip("yen", mira, 5_000, { currency: "JPY", earnedAt: "2026-11-18T10:00:00Z" }),
      tip("with-tokens", mira, 20_00, {
        fanSourceId: "fan-1",
        tokens: 200,
        earnedAt: "2026-11-19T10:00:00Z",
      }),
      tip("not-hers", other, 99_00),
    );
    await house.reverse(refund("back", "with-tokens", 5_00, { kind: "chargeback" }));
    await house.desk.release(new Date("2026-11-19T00:00:00Z"));
    await house.db.query("UPDATE fans SET display_name = 'Ren' WHERE source_id = 'fan-1'");
  });

  const list = async (filter: object = {}) => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await mira.ask({ timeZone: "Asia/Tokyo" }).earnings.list({ limit: 2, ...filter, cursor });
      expect(page.rows.length).toBeLessThanOrEqual(2);
      seen.push(...page.rows.map(({ sourceId }) => sourceId));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return seen;
  };

  test("come newest first, each once, two at a time, whatever falls on one instant", async () => {
    const seen = await list();
    expect(seen.slice(0, 3)).toEqual(["with-tokens", "yen", "call-1"]);
    expect(seen.slice(3).toSorted()).toEqual(["same-0", "same-1", "same-2", "same-3", "same-4"]);
  });

  test("a page is not moved by what is earned meanwhile", async () => {
    const { rows, nextCursor: cursor } = await other.ask().earnings.list({ limit: 1 });
    await house.earn(tip("newer", other, 1_00, { earnedAt: "2026-11-20T07:00:00Z" }));
    expect(rows.map(({ sourceId }) => sourceId)).toEqual(["not-hers"]);
    expect(cursor).toBeNull();
  });

  test.for([
    { filter: { sourceType: "call" }, expected: ["call-1"] },
    { filter: { currency: "JPY" }, expected: ["yen"] },
    { filter: { state: "reversed" }, expected: ["with-tokens"] },
    { filter: { state: "held" }, expected: ["with-tokens", "yen", "call-1"] },
    { filter: { state: "held", sourceType: "tip", currency: "USD" }, expected: ["with-tokens"] },
    // 23:30 UTC is the next day in Tokyo.
    { filter: { from: "2026-11-13", to: "2026-11-13" }, expected: ["call-1"] },
    { filter: { from: "2026-11-12", to: "2026-11-12" }, expected: [] },
    { filter: { to: "2026-11-12", sourceType: "call" }, expected: [] },
  ] as const)("of $filter are $expected", async ({ filter, expected }) => {
    expect(await list(filter)).toEqual(expected);
    const { totals } = await mira.ask({ timeZone: "Asia/Tokyo" }).earnings.totals(filter);
    expect(totals.reduce((sum, { count }) => sum + count, 0)).toBe(expected.length);
  });

  test("each adds up: gross, less fee, less refund, with the fee that came back", async () => {
    const { rows } = await mira.ask().earnings.list({ limit: 1 });
    expect(rows).toMatchObject([
      {
        sourceId: "with-tokens",
        grossMinor: 20_00n,
        feeMinor: 4_00n,
        refundedMinor: 5_00n,
        feeReturnedMinor: 1_00n,
        netMinor: 12_00n,
        availableAt: new Date("2026-11-26T10:00:00Z"),
        releasedAt: null,
        fan: { displayName: "Ren" },
      },
    ]);
  });

  test("one is told with what was taken back and with every entry of the books that moved it", async () => {
    const { rows } = await mira.ask().earnings.list({ limit: 1 });
    const [row] = rows;
    const { earning, reversals, postings } = await mira
      .ask()
      .earnings.detail({ earningId: row?.earningId ?? "" });
    expect(earning).toEqual(row);
    expect(reversals).toMatchObject([
      { kind: "chargeback", grossMinor: 5_00n, netMinor: 4_00n, feeMinor: 1_00n },
    ]);
    expect(
      postings.map(
        ({ kind, direction, account, amountMinor }) => `${kind} ${direction} ${account} ${amountMinor}`,
      ),
    ).toEqual([
      "earning_recorded debit fan_tokens 2000",
      "earning_recorded credit creator_held 1600",
      "earning_recorded credit platform_fees 400",
      "earning_reversed debit creator_held 400",
      "earning_reversed debit platform_fees 100",
      "earning_reversed credit platform_clearing 500",
    ]);
  });

  test("somebody else's is not found, in the very words of one that does not exist", async () => {
    const { rows } = await other.ask().earnings.list({ limit: 1 });
    const ask = (earningId: string) =>
      mira
        .ask()
        .earnings.detail({ earningId })
        .then(
          () => "found",
          (error: Error & { code?: string; refusal?: unknown }) => ({
            code: error.code,
            message: error.message,
            refusal: error.refusal,
          }),
        );
    expect(await ask(rows[0]?.earningId ?? "")).toEqual(await ask("01937000-0000-7000-8000-00000000ffff"));
    expect(await ask(rows[0]?.earningId ?? "")).toMatchObject({
      code: "NOT_FOUND",
      refusal: { code: "not_found" },
    });
  });

  test("for a file come page by page, the same in the same order", async () => {
    const pages: (readonly string[])[] = [];
    for await (const page of earningsForFile(house.db, mira.creatorId, everyEarning, { pageSize: 3 }))
      pages.push(page.map(({ sourceId }) => sourceId));
    expect(pages.map(({ length }) => length)).toEqual([3, 3, 2]);
    expect(pages.flat()).toEqual(await list());
  });

  test.for([
    { cursor: "x" },
    { cursor: Buffer.from('["2026-11-10T10:00:00.000Z","no-id"]').toString("base64url") },
    { from: "2026-13-01" },
    { from: "0000-01-01" },
    { from: "2026-11-02", to: "2026-11-01" },
    { currency: "usd" },
    { currency: "\u0000\u0000\u0000" },
    { sourceType: "gift" },
    { state: "paid" },
    { limit: 101 },
    { limit: 0 },
    { limit: 2 ** 53 + 1 },
    { creatorId: "01937000-0000-7000-8000-000000000001" },
  ])("are refused for %o", async (wrong) => {
    await expect(mira.ask().earnings.list(wrong as never)).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});
