import { describe, expect, test } from "vitest";
import { acceptEarnings } from "../src/index.ts";
import { creator, holdDays, hostOfTestFile, idOf, now, purchase, statuses, tip, tokenTip } from "./host.ts";

const host = hostOfTestFile();

describe("an earning", () => {
  test("paid in money is credited to the creator's held balance, the fee to the platform", async () => {
    await host.creators(creator("ana"));
    expect(statuses(await host.earnings(tip("t1", "ana", 1000)))).toEqual(["created"]);
    expect(await host.books("earning_recorded")).toMatchInlineSnapshot(`
      "debit platform:clearing 1000 USD
      credit creator:ana:held 800 USD
      credit platform:fees 200 USD"
    `);
  });

  test("paid with tokens comes out of the fan's unspent value", async () => {
    await host.creators(creator("bea"));
    await host.purchases(purchase("p1", "fan1", 1000));
    expect(statuses(await host.earnings(tokenTip("t2", "bea", "fan1", 300)))).toEqual(["created"]);
    expect(await host.balance("fan:fan1:tokens")).toBe(700n);
    expect(await host.balance("creator:bea:held")).toBe(240n);
  });

  test("is available after the hold, counted from when it was earned", async () => {
    await host.creators(creator("cleo"));
    await host.earnings(tip("t3", "cleo", 100, { earnedAt: "2026-11-10T10:00:00+02:00" }));
    const rows = await host.db.query("SELECT available_at FROM earnings WHERE source_id = 't3'");
    expect(rows).toEqual([{ available_at: new Date("2026-11-17T08:00:00Z") }]);
  });

  test("in a currency that the creator never had opens the accounts of that currency", async () => {
    await host.creators(creator("dina"));
    expect(statuses(await host.earnings(tip("t4", "dina", 1200, { currency: "JPY" })))).toEqual(["created"]);
    expect(await host.balance("creator:dina:held", "JPY")).toBe(960n);
  });

  test("takes its fee from basis points, or from the default of the deployment, rounded down", async () => {
    await host.creators(creator("eve"));
    const { feeMinor: _, ...noFee } = tip("t5", "eve", 999);
    expect(statuses(await host.earnings(noFee))).toEqual(["malformed"]);
    await acceptEarnings({ db: host.db, now, holdDays, feeBasisPointsDefault: 1500 }, [
      noFee,
      { ...noFee, sourceId: "t6", feeBasisPoints: 2000 },
    ]);
    const rows = await host.db.query(
      "SELECT fee_minor FROM earnings WHERE source_id IN ('t5', 't6') ORDER BY source_id",
    );
    expect(rows).toEqual([{ fee_minor: 149n }, { fee_minor: 199n }]);
    expect(statuses(await host.earnings(noFee))).toEqual(["unchanged"]);
  });
});

describe("a repeat", () => {
  test("of a whole call is unchanged, under the same ids", async () => {
    await host.creators(creator("flo"));
    const rows = [tip("r1", "flo", 100), tip("r2", "flo", 200)];
    const first = await host.earnings(...rows);
    const second = await host.earnings(...rows);
    expect(statuses(second)).toEqual(["unchanged", "unchanged"]);
    expect(second.results.map(idOf)).toEqual(first.results.map(idOf));
    expect(await host.balance("creator:flo:held")).toBe(240n);
  });

  test("inside one call is unchanged, and one that contradicts the row before it is refused", async () => {
    await host.creators(creator("gil"));
    const { results } = await host.earnings(
      tip("r3", "gil", 100),
      tip("r3", "gil", 100),
      tip("r3", "gil", 101),
    );
    expect(statuses({ results })).toEqual(["created", "unchanged", "source_id_conflict"]);
    expect(idOf(results[1])).toBe(idOf(results[0]));
    expect(await host.balance("creator:gil:held")).toBe(80n);
  });

  test("sent by many at the same time is created exactly once", async () => {
    await host.creators(creator("hana"));
    await host.purchases(purchase("p2", "fan2", 10_000));
    const rows = [tip("r4", "hana", 100), tokenTip("r5", "hana", "fan2", 100), tip("r6", "hana", 100)];
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, call) => host.earnings(...(call % 2 === 0 ? rows : rows.toReversed()))),
    );
    expect(answers.flatMap(statuses).toSorted()).toEqual([
      ...Array<string>(3).fill("created"),
      ...Array<string>(21).fill("unchanged"),
    ]);
    expect(await host.balance("creator:hana:held")).toBe(240n);
    expect(await host.balance("fan:fan2:tokens")).toBe(9_900n);
  });
});

test("a contradicting row is refused by index with both values while good rows are kept", async () => {
  await host.creators(creator("iris"), creator("june"));
  await host.earnings(tip("k1", "iris", 1000));
  const { results } = await host.earnings(
    tip("k2", "iris", 100),
    tip("k1", "june", 900, { feeMinor: 200 }),
    tip("k3", "iris", 100),
  );
  expect(statuses({ results })).toEqual(["created", "source_id_conflict", "created"]);
  expect(results[1]).toMatchObject({
    index: 1,
    sourceId: "k1",
    error: {
      stored: { creatorSourceId: "iris", grossMinor: "1000" },
      sent: { creatorSourceId: "june", grossMinor: "900" },
    },
  });
  expect(await host.balance("creator:june:held")).toBe(0n);
});

test("the same source id as a tip and as a call are two earnings", async () => {
  await host.creators(creator("kira"));
  const answer = await host.earnings(
    tip("same", "kira", 100),
    tip("same", "kira", 100, { sourceType: "call" }),
  );
  expect(statuses(answer)).toEqual(["created", "created"]);
});

describe("a row is refused", () => {
  test("when the creator is unknown, saying what to do", async () => {
    const { results } = await host.earnings(tip("u1", "nobody", 100));
    expect(results[0]).toMatchObject({ error: { code: "unknown_creator", field: "creatorSourceId" } });
    expect(JSON.stringify(results[0])).toContain("POST /v1/creators");
  });

  test("when it spends more tokens than are left after the rows before it, with both numbers; later rows still fit", async () => {
    await host.creators(creator("lea"));
    await host.purchases(purchase("p3", "fan3", 500));
    const { results } = await host.earnings(
      tokenTip("s1", "lea", "fan3", 400),
      tokenTip("s2", "lea", "fan3", 101),
      tokenTip("s3", "lea", "fan3", 100),
    );
    expect(statuses({ results })).toEqual(["created", "exceeds_unspent_tokens", "created"]);
    expect(results[1]).toMatchObject({
      error: { stored: { unspentMinor: "100" }, sent: { grossMinor: "101" } },
    });
    expect(await host.balance("fan:fan3:tokens")).toBe(0n);
  });

  test("when the fan never bought tokens in this currency", async () => {
    await host.creators(creator("mia"));
    await host.purchases(purchase("p4", "fan4", 500));
    const { results } = await host.earnings(
      { ...tokenTip("s4", "mia", "fan4", 10), currency: "EUR" },
      tokenTip("s5", "mia", "nofan", 10),
    );
    expect(results.map((result) => result.status === "refused" && result.error.stored)).toEqual([
      { unspentMinor: "0" },
      { unspentMinor: "0" },
    ]);
  });

  test("when two calls spend the same tokens at the same time, one of them is, and nothing is thrown", async () => {
    await host.creators(creator("nora"));
    await host.purchases(purchase("p5", "fan5", 1000));
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, call) => host.earnings(tokenTip(`race-${call}`, "nora", "fan5", 400))),
    );
    expect(answers.flatMap(statuses).toSorted()).toEqual([
      ...Array<string>(2).fill("created"),
      ...Array<string>(4).fill("exceeds_unspent_tokens"),
    ]);
  });
});

test("1,000 rows take a handful of statements", async () => {
  await host.creators(...Array.from({ length: 50 }, (_, index) => creator(`bulk-${index}`)));
  const before = host.db.roundTrips();
  const answer = await host.earnings(
    ...Array.from({ length: 1000 }, (_, index) => tip(`bulk-${index}`, `bulk-${index % 50}`, 100)),
  );
  expect(new Set(statuses(answer))).toEqual(new Set(["created"]));
  expect(host.db.roundTrips() - before).toBeLessThanOrEqual(12);
});
