import { postEntries } from "@payrun/db";
import { money, payoutReserved, payoutSettled } from "@payrun/payouts-core";
import { describe, expect, test } from "vitest";
import { creator, hostOfTestFile, idOf, purchase, reversal, statuses, tip, tokenTip } from "./host.ts";

const host = hostOfTestFile();
const afterHold = new Date("2026-11-18T00:00:00Z");

describe("a reversal of an earning", () => {
  test("still held takes net and fee back in proportion", async () => {
    await host.creators(creator("ana"));
    await host.earnings(tip("t1", "ana", 1000));
    expect(statuses(await host.reversals(reversal("r1", "t1", 400)))).toEqual(["created"]);
    expect(await host.books("earning_reversed")).toMatchInlineSnapshot(`
      "debit creator:ana:held 320 USD
      debit platform:fees 80 USD
      credit platform:clearing 400 USD"
    `);
  });

  test("in parts that do not divide evenly takes exactly what was earned, the last part the remainder", async () => {
    await host.creators(creator("bea"));
    await host.earnings(tip("t2", "bea", 100, { feeMinor: 33 }));
    const parts = [33, 33, 33, 1].map((gross, part) => reversal(`parts-${part}`, "t2", gross));
    expect(statuses(await host.reversals(...parts))).toEqual(Array(4).fill("created"));
    expect(await host.balance("creator:bea:held")).toBe(0n);
    const rows = await host.db.query(
      "SELECT reversed_minor, reversed_net_minor FROM earnings WHERE source_id = 't2'",
    );
    expect(rows).toEqual([{ reversed_minor: 100n, reversed_net_minor: 67n }]);
  });

  test("that was paid out already is neither skipped nor subtracted twice: it is a debt in the ledger", async () => {
    await host.creators(creator("cleo"));
    await host.earnings(tip("t3", "cleo", 1000), tip("t4", "cleo", 500));
    await host.release(afterHold);
    await spendAvailable("cleo", 1000n);
    await host.reversals(reversal("r3", "t3", 1000, { kind: "chargeback" }));
    expect(await host.balance("creator:cleo:available")).toBe(-600n);
    expect(statuses(await host.reversals(reversal("r3", "t3", 1000, { kind: "chargeback" })))).toEqual([
      "unchanged",
    ]);
    expect(await host.balance("creator:cleo:available")).toBe(-600n);
  });

  test("gives tokens back to the fan when they had paid", async () => {
    await host.creators(creator("dina"));
    await host.purchases(purchase("p1", "fan1", 1000));
    await host.earnings(tokenTip("t5", "dina", "fan1", 1000));
    await host.reversals(reversal("r5", "t5", 600, { paidAs: "tokens" }));
    expect(await host.balance("fan:fan1:tokens")).toBe(600n);
  });

  test("of more than is left is refused with both numbers, in the order of the rows", async () => {
    await host.creators(creator("eve"));
    await host.earnings(tip("t6", "eve", 1000));
    const { results } = await host.reversals(
      reversal("r6", "t6", 700),
      reversal("r7", "t6", 301),
      reversal("r8", "t6", 300),
    );
    expect(statuses({ results })).toEqual(["created", "exceeds_unreversed", "created"]);
    expect(results[1]).toMatchObject({
      error: { stored: { unreversedMinor: "300" }, sent: { grossMinor: "301" } },
    });
  });

  test("is refused when the earning is unknown, or tokens are to be given back that never paid", async () => {
    await host.creators(creator("flo"));
    await host.earnings(tip("t7", "flo", 100));
    const answer = await host.reversals(
      reversal("r9", "none", 1),
      reversal("r10", "t7", 1, { paidAs: "tokens" }),
    );
    expect(statuses(answer)).toEqual(["unknown_earning", "not_paid_with_tokens"]);
  });

  test("under a known id with other content is refused with both values", async () => {
    await host.creators(creator("gil"));
    await host.earnings(tip("t8", "gil", 100), tip("t9", "gil", 100));
    await host.reversals(reversal("r11", "t8", 10));
    const { results } = await host.reversals(reversal("r11", "t9", 10));
    expect(results[0]).toMatchObject({
      error: { code: "source_id_conflict", stored: { earning: "tip/t8" }, sent: { earning: "tip/t9" } },
    });
  });

  test("sent by many at the same time counts once", async () => {
    await host.creators(creator("hana"));
    await host.earnings(tip("t10", "hana", 1000), tip("t11", "hana", 1000));
    const rows = [reversal("r12", "t10", 400), reversal("r13", "t11", 400)];
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, call) => host.reversals(...(call % 2 === 0 ? rows : rows.toReversed()))),
    );
    expect(answers.flatMap(statuses).filter((status) => status === "created")).toHaveLength(2);
    expect(new Set(answers.flatMap(({ results }) => results.map(idOf))).size).toBe(2);
    expect(await host.balance("creator:hana:held")).toBe(960n);
  });

  test("racing the release of the same earnings leaves held and available right, whoever is first", async () => {
    await host.creators(creator("iris"));
    const tips = Array.from({ length: 20 }, (_, index) => tip(`race-${index}`, "iris", 100));
    await host.earnings(...tips);
    await Promise.all([
      host.release(afterHold),
      ...tips.map((_, index) => host.reversals(reversal(`race-r-${index}`, `race-${index}`, 100))),
    ]);
    expect(await host.balance("creator:iris:held")).toBe(0n);
    expect(await host.balance("creator:iris:available")).toBe(0n);
  });
});

describe("a reinstatement", () => {
  test("gives back exactly what the reversals took, to available once the hold is over", async () => {
    await host.creators(creator("june"));
    await host.earnings(tip("t20", "june", 999));
    await host.reversals(
      reversal("r20", "t20", 333, { kind: "chargeback" }),
      reversal("r21", "t20", 666, { kind: "chargeback" }),
    );
    await host.release(afterHold);
    await host.reversals(reversal("r22", "t20", 999, { kind: "reinstated" }));
    expect(await host.balance("creator:june:available")).toBe(800n);
    expect(await host.balance("creator:june:held")).toBe(0n);
  });

  test("of more than was reversed in that form is refused with both numbers", async () => {
    await host.creators(creator("kira"));
    await host.purchases(purchase("p20", "fan20", 1000));
    await host.earnings(tokenTip("t21", "kira", "fan20", 1000));
    await host.reversals(reversal("r23", "t21", 300, { paidAs: "tokens" }), reversal("r24", "t21", 200));
    const { results } = await host.reversals(
      reversal("r25", "t21", 301, { kind: "reinstated", paidAs: "tokens" }),
      reversal("r26", "t21", 201, { kind: "reinstated" }),
      reversal("r27", "t21", 200, { kind: "reinstated" }),
    );
    expect(statuses({ results })).toEqual(["exceeds_reversed", "exceeds_reversed", "created"]);
    expect(results[0]).toMatchObject({
      error: { stored: { reversedMinor: "300" }, sent: { grossMinor: "301" } },
    });
  });

  test("takes tokens that were spent since from the platform's losses", async () => {
    await host.creators(creator("lea"));
    await host.purchases(purchase("p21", "fan21", 500));
    await host.earnings(tokenTip("t22", "lea", "fan21", 500));
    await host.reversals(reversal("r28", "t22", 500, { paidAs: "tokens" }));
    await host.earnings(tokenTip("t23", "lea", "fan21", 400));
    await host.reversals(reversal("r29", "t22", 500, { kind: "reinstated", paidAs: "tokens" }));
    expect(await host.balance("fan:fan21:tokens")).toBe(0n);
    expect(await host.balance("platform:losses")).toBe(400n);
    expect(await host.balance("creator:lea:held")).toBe(720n);
  });
});

describe("a reversal of a token purchase", () => {
  const ofPurchase = (sourceId: string, purchaseId: string, grossMinor: number, kind = "refund") => ({
    ...reversal(sourceId, "", grossMinor, { kind }),
    earning: undefined,
    tokenPurchase: { sourceId: purchaseId },
  });

  test("takes the unspent part, never what was spent", async () => {
    await host.creators(creator("mia"));
    await host.purchases(purchase("p30", "fan30", 1000));
    await host.earnings(tokenTip("t30", "mia", "fan30", 700));
    const { results } = await host.reversals(
      ofPurchase("r30", "p30", 301),
      ofPurchase("r31", "p30", 300, "chargeback"),
    );
    expect(statuses({ results })).toEqual(["exceeds_unspent_tokens", "created"]);
    expect(results[0]).toMatchObject({
      error: { stored: { unspentMinor: "300" }, sent: { grossMinor: "301" } },
    });
    expect(await host.balance("fan:fan30:tokens")).toBe(0n);
  });

  test("is undone by a reinstatement, up to what was reversed, and then reversible again", async () => {
    await host.purchases(purchase("p31", "fan31", 1000));
    const answer = await host.reversals(
      ofPurchase("r32", "p31", 1000),
      ofPurchase("r33", "p31", 1),
      ofPurchase("r34", "p31", 1001, "reinstated"),
      ofPurchase("r35", "p31", 1000, "reinstated"),
      ofPurchase("r36", "p31", 400),
    );
    expect(statuses(answer)).toEqual([
      "created",
      "exceeds_unreversed",
      "exceeds_reversed",
      "created",
      "created",
    ]);
    expect(await host.balance("fan:fan31:tokens")).toBe(600n);
  });

  test("is refused when the purchase is unknown", async () => {
    expect(statuses(await host.reversals(ofPurchase("r37", "none", 1)))).toEqual(["unknown_token_purchase"]);
  });
});

/** What a payout leaves behind: the money has gone to Stripe. */
async function spendAvailable(sourceId: string, amountMinor: bigint): Promise<void> {
  const [row] = await host.db.query<{ id: string }>("SELECT id FROM creators WHERE source_id = $1", [
    sourceId,
  ]);
  const facts = {
    payoutItemId: `item-of-${sourceId}`,
    attemptNo: 1,
    creatorId: row?.id ?? "",
    amount: money(amountMinor, "USD"),
    effectiveAt: afterHold,
  };
  await postEntries(host.db, [payoutReserved(facts)]);
  await postEntries(host.db, [payoutSettled(facts)]);
}
