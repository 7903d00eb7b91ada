import { describe, expect, test } from "vitest";
import type { EventsFrom, Provider } from "../src/index.ts";
import { simulatedStripe } from "./simulated-stripe.ts";

const accountId = "acct_ana";
const always = new Date(0);

async function poll(provider: Provider, from: Partial<EventsFrom> = {}) {
  const read = await provider.eventsSince({ cursor: null, createdFrom: always, ...from });
  if (read.kind !== "events") throw new Error(JSON.stringify(read));
  const about: string[] = [];
  let cursor = from.cursor ?? null;
  for await (const page of read.pages) {
    about.push(...page.events.map(({ type, objectId }) => `${type} ${objectId}`));
    ({ cursor } = page);
  }
  return { about, cursor };
}

describe("events that no webhook brought", () => {
  test("are read from where the last reading ended, of the platform and of an account", async () => {
    const { provider, control, transfer, advanceDays } = await simulatedStripe();
    await control("POST", "/accounts", { accounts: [{ id: accountId }] });
    const first = await transfer("item_1", accountId, 40_00n);
    const before = await poll(provider);
    expect(before.about.at(-1)).toBe(`transfer.created ${first}`);

    await control("POST", "/clock", { advanceSeconds: 3600 });
    const second = await transfer("item_2", accountId, 1_00n);
    const after = await poll(provider, { cursor: before.cursor, overlapSeconds: 0 });
    expect(after.about.at(-1)).toBe(`transfer.created ${second}`);
    expect(after.about).not.toContain(`transfer.created ${first}`);

    await advanceDays(3);
    const ofAccount = await poll(provider, { accountId });
    const payout = ofAccount.about.find((each) => each.startsWith("payout.created"));
    const payoutId = payout?.split(" ")[1];
    expect(ofAccount.about).toContain(`payout.paid ${payoutId}`);
    expect(ofAccount.about.indexOf(`payout.created ${payoutId}`)).toBeLessThan(
      ofAccount.about.indexOf(`payout.paid ${payoutId}`),
    );
  });

  test("are said to be lost after 30 days", async () => {
    const { provider, control, transfer, advanceDays } = await simulatedStripe();
    await control("POST", "/accounts", { accounts: [{ id: accountId }] });
    await transfer("item_1", accountId, 40_00n);
    const { cursor } = await poll(provider);
    await advanceDays(31);
    await transfer("item_2", accountId, 1_00n);
    expect(await provider.eventsSince({ cursor, createdFrom: always })).toEqual({
      kind: "cursor_too_old",
      cursor,
    });
  });

  test("are out of reach with their account", async () => {
    const { provider } = await simulatedStripe();
    const from = { cursor: null, createdFrom: always, accountId: "acct_nobody" };
    expect(await provider.eventsSince(from)).toMatchObject({
      kind: "unreachable",
      reason: "account_invalid",
    });
  });

  test("of the v2 kind name an account, which is read as it is now", async () => {
    const { provider } = await simulatedStripe();
    const account = await provider.openConnectedAccount({
      creatorId: "creator_ana",
      email: "ana@example.com",
      displayName: "Ana Example",
      country: "US",
      idempotencyKey: "payrun_simulator_account_creator_ana_1",
    });
    if (account.kind !== "opened") throw new Error(JSON.stringify(account));
    const events = [];
    for await (const page of provider.listThinEvents({ createdFrom: always, accountId: account.accountId }))
      events.push(...page);
    const created = events.find(({ type }) => type === "v2.core.account.created");
    expect(created).toMatchObject({ shape: "thin", objectId: account.accountId, livemode: false });
    if (created === undefined) throw new Error("No event");
    expect(await provider.readThinEventObject(created)).toMatchObject({
      kind: "object",
      object: { id: account.accountId, object: "v2.core.account" },
    });
  });
});
