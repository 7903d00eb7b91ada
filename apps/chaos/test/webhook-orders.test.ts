import { expect, test } from "vitest";
import { webhookOrdersPart } from "../src/webhook-orders/webhook-orders-part.ts";

test("five events about one transfer and its bank leg end alike in all 120 orders, and as Stripe says", async () => {
  const cases = await webhookOrdersPart.cases("test", 1);
  expect(cases).toHaveLength(120);
  const failed: string[] = [];
  for (const each of cases) failed.push(...(await each.run()).failed);
  expect(failed).toEqual([]);
}, 300_000);
