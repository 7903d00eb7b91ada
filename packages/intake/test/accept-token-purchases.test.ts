import { expect, test } from "vitest";
import { hostOfTestFile, purchase, statuses } from "./host.ts";

const host = hostOfTestFile();

test("a token purchase raises the fan's unspent value, and a new fan is written down", async () => {
  const answer = await host.purchases(purchase("p1", "fan1", 2500), purchase("p2", "fan1", 500));
  expect(statuses(answer)).toEqual(["created", "created"]);
  expect(await host.balance("fan:fan1:tokens")).toBe(3000n);
  expect(await host.books("tokens_bought")).toMatchInlineSnapshot(`
    "debit platform:clearing 2500 USD
    credit fan:fan1:tokens 2500 USD
    debit platform:clearing 500 USD
    credit fan:fan1:tokens 500 USD"
  `);
});

test("a repeat is unchanged, and a contradiction refused with both values", async () => {
  await host.purchases(purchase("p3", "fan2", 100));
  const { results } = await host.purchases(
    purchase("p3", "fan2", 100),
    purchase("p3", "fan3", 100, { tokens: 7 }),
  );
  expect(statuses({ results })).toEqual(["unchanged", "source_id_conflict"]);
  expect(results[1]).toMatchObject({
    error: { stored: { fanSourceId: "fan2", tokens: "100" }, sent: { fanSourceId: "fan3", tokens: "7" } },
  });
});

test("the same purchases sent by many at the same time count once, and their new fan is one", async () => {
  const rows = Array.from({ length: 10 }, (_, index) =>
    purchase(`race-${index}`, `racing-fan-${index % 3}`, 10),
  );
  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, call) => host.purchases(...(call % 2 === 0 ? rows : rows.toReversed()))),
  );
  expect(answers.flatMap(statuses).filter((status) => status === "created")).toHaveLength(10);
  expect(await host.balance("fan:racing-fan-0:tokens")).toBe(40n);
});
