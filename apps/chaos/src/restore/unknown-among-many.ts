import type { CaseResult } from "../chaos-part.ts";
import { caseResult, unlike } from "../oracle/case-result.ts";
import { judge } from "../oracle/judge.ts";
import { transfersAt } from "../oracle/stripe-transfers.ts";
import { Deployment } from "../simulation/deployment.ts";
import { Host } from "../world/host.ts";
import { settle } from "../world/settle.ts";
import { openWorld, type World } from "../world/world.ts";

export const unknownKinds = [
  "within key life",
  "beyond it, and it is there",
  "beyond it, and it is absent",
] as const;
export type UnknownKind = (typeof unknownKinds)[number];

const CUTOFF_MS = Date.parse("2031-01-15T02:00:00Z");
const HOUR_MS = 3_600_000;
/** More than one page of Stripe's list. */
const OTHERS = 120;

/** An answer is lost; Stripe's group of the item has 120 newer transfers that name other items. */
export async function unknownAmongMany(kind: UnknownKind): Promise<CaseResult> {
  const world = await openWorld({ seed: 1 });
  try {
    const host = new Host(world);
    await world.control("POST", "/balance", { set: { usd: 50_000_000 } });
    const [creator] = await host.join(1);
    if (!creator) throw new Error("one joined");
    await host.earn([{ creator, netMinor: 4_000n }]);
    await world.time.advance(CUTOFF_MS + 5_000 - world.time.now().getTime());
    const isAbsent = kind === "beyond it, and it is absent";
    const lost = isAbsent ? "reset_before" : "reset_after";
    await fault(world, { kind: lost, count: 1 }, creator.accountId);
    const deployment = new Deployment(world, 1, () => null);
    for (let rounds = 2; rounds > 0; rounds -= 1) await deployment.round();
    if (kind !== "within key life")
      await fault(world, { kind: "reset_before", count: 1_000 }, creator.accountId);
    const others = await crowd(world);
    // An hour at a time, so that its key is tried as long as it lives; then it is only looked for.
    for (let hour = kind === "within key life" ? 25 : 0; hour < 25; hour += 1) {
      await deployment.round();
      await world.time.advance(HOUR_MS);
    }
    const unsettled = await settle(world, 12, deployment);
    const items = await world.db.query<{ line: string }>(
      "SELECT i.status || ' ' || t.status AS line FROM payout_items i JOIN transfers t ON t.payout_item_id = i.id",
    );
    const sent = (await transfersAt(world.stripe.url)).filter(({ id }) => !others.has(id));
    return caseResult(kind, await judge(world, host.told, { handMade: others }), [
      ...unsettled,
      ...unlike(
        "items",
        items.map(({ line }) => line),
        [isAbsent ? "failed absent" : "paid paid"],
      ),
      ...unlike(
        "sent",
        sent.map(({ amountMinor }) => String(amountMinor)),
        isAbsent ? [] : ["4000"],
      ),
    ]);
  } finally {
    await world.close();
  }
}

async function fault(
  world: World,
  what: { readonly kind: string; readonly count: number },
  destination: string,
): Promise<void> {
  const match = { method: "POST", path: "/v1/transfers", destination };
  await world.control("POST", "/faults", { ...what, match });
}

/** Transfers in the item's group that name other items: made later, so they fill the first page. */
async function crowd(world: World): Promise<ReadonlySet<string>> {
  const [item] = await world.db.query<{ id: string }>("SELECT id FROM payout_items");
  await world.control("POST", "/accounts", { accounts: [{ id: "acct_1ChaosCrowd", country: "US" }] });
  const ids = new Set<string>();
  for (let no = 0; no < OTHERS; no += 1) {
    const answer = await fetch(`${world.stripe.url}/v1/transfers`, {
      method: "POST",
      headers: { authorization: "Bearer sk_test_desk", "idempotency-key": `crowd-${no}` },
      body: new URLSearchParams({
        amount: "100",
        currency: "usd",
        destination: "acct_1ChaosCrowd",
        transfer_group: item?.id ?? "",
        "metadata[payout_item_id]": `other-${no}`,
      }),
    });
    if (!answer.ok) throw new Error(`no transfer by hand: ${answer.status} ${await answer.text()}`);
    ids.add(((await answer.json()) as { readonly id: string }).id);
  }
  return ids;
}
