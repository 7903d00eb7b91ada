import { storeStripeEvent } from "@payrun/db";
import type { StripeEvent } from "@payrun/provider";
import { judge, type Judgement } from "../oracle/judge.ts";
import { transfersAt } from "../oracle/stripe-transfers.ts";
import type { ToldCreator } from "../oracle/told.ts";
import { Host } from "../world/host.ts";
import { pump, runQueued } from "../world/pump.ts";
import { openWorld, type World } from "../world/world.ts";
import { eventsOf } from "./told-events.ts";

/** One delivery: which of the five, and how long Stripe waits before it. A repeat is a second event that tells of the same. */
export type Delivery = { readonly event: number; readonly delayMs: number; readonly repeat: boolean };
export type Order = readonly Delivery[];

export type OrdersSeen = Judgement & {
  /** By order: what Payrun has in the end, and what Stripe says of it. */
  readonly ends: readonly { readonly ours: string; readonly stripes: string }[];
};

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const DATE = Date.parse("2031-01-15T02:00:05Z");
const REVERSED_MINOR = 500n;

/**
 * A batch whose answers were all lost, so that Payrun knows of no transfer; then a part of each comes back, and each bank
 * leg is paid and fails. Only now the events come, to each creator in an order of her own.
 *
 * @param reread whether the sweeper and the daily comparison run in the end, as where events may be lost.
 */
export async function playOrders(orders: readonly Order[], reread: boolean): Promise<OrdersSeen> {
  const world = await openWorld({ seed: 1, chunkSize: 1_000, leaseMs: 10 * 60_000 });
  try {
    const host = new Host(world);
    const creators = await payWithoutAnswers(world, host, orders.length);
    await comeBack(world, host);
    const events = await eventsOf(world, creators);
    await deliverAll(
      world,
      creators.map((creator, index) => ({
        events: events.get(creator) ?? [],
        order: orders[index] ?? [],
      })),
    );
    if (reread) await rereadAll(world);
    return { ...(await judge(world, host.told)), ends: await endsOf(world, creators) };
  } finally {
    await world.close();
  }
}

async function payWithoutAnswers(world: World, host: Host, count: number): Promise<readonly ToldCreator[]> {
  const worker = world.startWorker();
  await world.control("POST", "/balance", { set: { usd: 100_000_000 } });
  const creators = await host.join(count);
  await host.earn(creators.map((creator, index) => ({ creator, netMinor: 4_000n + BigInt(index) })));
  await world.time.advance(DATE - DAY_MS - world.time.now().getTime());
  await drive(world, () => worker.run({ name: "refresh-accounts", payload: {}, jobId: "accounts" }), worker);
  await world.time.advance(DAY_MS);
  await world.control("POST", "/faults", {
    kind: "reset_after",
    match: { method: "POST", path: "/v1/transfers" },
    count,
  });
  await drive(
    world,
    async () => {
      await worker.open();
      await worker.sweep();
      await pump(world, worker);
    },
    worker,
  );
  return creators;
}

/** A part of each transfer is called back, then days pass: each bank leg leaves, arrives, and is sent back by the bank. */
async function comeBack(world: World, { told }: Host): Promise<void> {
  for (const { id } of await transfersAt(world.stripe.url)) {
    await post(world, `/v1/transfers/${id}/reversals`, { amount: String(REVERSED_MINOR) });
    told.returned.push({ transferId: id, amountMinor: REVERSED_MINOR, tick: world.tick() });
  }
  await world.time.advance(6 * DAY_MS);
  for (const { accountId } of told.creators) {
    const [payout] = await payoutsOf(world, accountId);
    if (!payout) throw new Error(`${accountId} has no bank payout`);
    await world.control("POST", `/payouts/${payout.id}/fail`, { code: "account_closed" });
  }
}

type Reader = { readonly events: readonly StripeEvent[]; readonly order: Order };

/** Step by step for all of them, each in her own order; every step is applied before the next one comes. */
async function deliverAll(world: World, readers: readonly Reader[]): Promise<void> {
  const worker = world.startWorker();
  const steps = Math.max(...readers.map(({ order }) => order.length));
  for (let step = 0; step < steps; step += 1) {
    const due = readers.flatMap(({ events, order }) => {
      const delivery = order[step];
      const event = delivery && events[delivery.event];
      return event ? [{ event, delivery }] : [];
    });
    await world.time.advance(Math.max(0, ...due.map(({ delivery }) => delivery.delayMs)));
    for (const { event, delivery } of due)
      await storeStripeEvent(world.db, delivery.repeat ? { ...event, id: `${event.id}_again` } : event);
    await drive(
      world,
      async () => {
        await worker.relayJobs();
        await runQueued(world, worker, ({ name }) => name === "apply-stripe-event");
      },
      worker,
    );
  }
}

/** What comes by itself every day, until nothing is left to be read. */
async function rereadAll(world: World): Promise<void> {
  const worker = world.startWorker();
  for (let day = 0; day < 2; day += 1) {
    await world.time.advance(25 * HOUR_MS);
    for (let round = 0; round < 2; round += 1) {
      await drive(
        world,
        async () => {
          await worker.sweep();
          await worker.run({ name: "reconcile-stripe", payload: {}, jobId: "reconcile" });
          await pump(world, worker);
        },
        worker,
      );
      await world.time.advance(11 * 60_000);
    }
  }
}

async function drive(
  world: World,
  does: () => Promise<unknown>,
  worker: ReturnType<World["startWorker"]>,
): Promise<void> {
  const [ending] = await world.drive([{ worker, does }]);
  if (ending?.kind === "failed") throw ending.error;
}

async function endsOf(world: World, creators: readonly ToldCreator[]): Promise<OrdersSeen["ends"]> {
  const rows = await world.db.query<{ accountId: string; line: string }>(
    `SELECT i.destination_account_id AS "accountId",
            concat_ws(' ', i.status, i.amount_minor, 'back', i.reversed_minor, 'has', a.balance_minor, 'bank', p.status, p.failure_code) AS line
       FROM payout_items i
       LEFT JOIN bank_payout_items l ON l.payout_item_id = i.id LEFT JOIN bank_payouts p ON p.id = l.bank_payout_id
       LEFT JOIN ledger_accounts a ON a.creator_id = i.creator_id AND a.code LIKE '%:available'`,
  );
  const ours = new Map(rows.map(({ accountId, line }) => [accountId, line]));
  const transfers = await transfersAt(world.stripe.url);
  return Promise.all(
    creators.map(async ({ accountId }) => {
      const hers = transfers.filter(({ destination }) => destination === accountId);
      const [payout] = await payoutsOf(world, accountId);
      const [transfer] = hers;
      const stripes = `paid ${transfer?.amountMinor} back ${transfer?.reversedMinor} has ${transfer?.reversedMinor} bank ${payout?.status} ${payout?.failure_code}`;
      return { ours: ours.get(accountId) ?? "no item", stripes: hers.length === 1 ? stripes : "several" };
    }),
  );
}

type Payout = { readonly id: string; readonly status: string; readonly failure_code: string | null };

async function payoutsOf(world: World, accountId: string): Promise<readonly Payout[]> {
  const answer = await fetch(`${world.stripe.url}/v1/payouts?limit=100`, {
    headers: { authorization: "Bearer sk_test_desk", "stripe-account": accountId },
  });
  return ((await answer.json()) as { readonly data: readonly Payout[] }).data;
}

async function post(world: World, path: string, body: Readonly<Record<string, string>>): Promise<void> {
  const answer = await fetch(world.stripe.url + path, {
    method: "POST",
    headers: { authorization: "Bearer sk_test_desk", "idempotency-key": `desk-${path}` },
    body: new URLSearchParams(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
}
