import { storeStripeEvent } from "@payrun/db";
import { stripeEvent } from "@payrun/provider";
import { Host } from "../world/host.ts";
import { pump, runQueued } from "../world/pump.ts";
import { openWorld, type World } from "../world/world.ts";
import type { WorkerUnderTest } from "../world/worker-under-test.ts";

const MINUTE_MS = 60_000;

/** One thing that happens in the story; it may be done again by another worker when the first did not end it. */
export type Step = { readonly name: string; readonly does: (worker: WorkerUnderTest) => Promise<void> };

export type CrashStory = { readonly world: World; readonly host: Host; readonly steps: readonly Step[] };

/**
 * A small batch in which everything happens once: one creator is paid at once, the answer about one is lost, one is refused
 * for a passing reason and paid at the retry, one has a chargeback after she was planned; then the webhooks come, a transfer
 * is reversed and mails go out. The comparison with Stripe moves no money, and comes at the end of every run.
 */
export async function openCrashStory(): Promise<CrashStory> {
  const world = await openWorld({ seed: 1, chunkSize: 2 });
  const host = new Host(world);
  await world.control("POST", "/balance", { set: { usd: 1_000_000 } });
  const creators = await host.join(4);
  const [, lost, refused, debtor] = creators;
  if (!lost || !refused || !debtor) throw new Error("four joined");
  await host.earn(creators.map((creator, index) => ({ creator, netMinor: 4_000n + BigInt(index) })));
  const [small] = await host.earn([{ creator: debtor, netMinor: 1_000n }]);
  await world.time.advance(Date.parse("2031-01-15T02:00:05Z") - world.time.now().getTime());
  await fault(world, { kind: "reset_after", match: { destination: lost.accountId } });
  await fault(world, {
    kind: "error",
    code: "payouts_limit_exceeded",
    match: { destination: refused.accountId },
  });

  const jobs = (worker: WorkerUnderTest) => pump(world, worker, ({ name }) => name !== "reconcile-stripe");
  let charged = false;
  const steps: readonly Step[] = [
    { name: "looks whether Stripe is ahead", does: (worker) => worker.open() },
    {
      name: "starts and plans the due batch",
      does: async (worker) => {
        await worker.sweep();
        await worker.relayJobs();
        await runQueued(world, worker);
      },
    },
    {
      name: "a chargeback comes before the claim",
      does: async () => {
        if (charged || !small) return;
        charged = true;
        await host.reverse(small, "chargeback", small.grossMinor);
      },
    },
    { name: "pays", does: jobs },
    {
      name: "resolves what is unknown",
      does: async (worker) => {
        await world.time.advance(2 * MINUTE_MS);
        await worker.sweep();
        await jobs(worker);
      },
    },
    {
      name: "retries what failed",
      does: async (worker) => {
        await worker.run({ name: "retry-failed-payouts", payload: {}, jobId: "retries" });
        await jobs(worker);
      },
    },
    {
      name: "one transfer is reversed at Stripe, and all webhooks come",
      does: async (worker) => {
        await reverseNewest(world, host);
        for (const type of ["transfer.created", "transfer.reversed"]) await deliver(worker, world, type);
        await jobs(worker);
      },
    },
    {
      name: "tells",
      does: async (worker) => {
        await worker.relayMails();
      },
    },
  ];
  return { world, host, steps };
}

async function fault(
  world: World,
  what: { readonly kind: string; readonly [name: string]: unknown },
): Promise<void> {
  const match = { method: "POST", path: "/v1/transfers", ...(what["match"] as object) };
  await world.control("POST", "/faults", { count: 1, ...what, match });
}

/** As somebody would in Stripe's dashboard; once. */
async function reverseNewest(world: World, { told }: Host): Promise<void> {
  const [newest] = await stripeList<{ id: string; amount_reversed: number }>(world, "/v1/transfers?limit=1");
  if (!newest || newest.amount_reversed > 0) return;
  await fetch(`${world.stripe.url}/v1/transfers/${newest.id}/reversals`, {
    method: "POST",
    headers: { authorization: "Bearer sk_test_desk", "idempotency-key": `desk-${newest.id}` },
    body: new URLSearchParams({ amount: "500" }),
  });
  told.returned.push({ transferId: newest.id, amountMinor: 500n, tick: world.tick() });
}

/** Stores all events of a type as the webhook endpoint does. */
async function deliver(worker: WorkerUnderTest, world: World, type: string): Promise<void> {
  for (const raw of await stripeList<object>(world, `/v1/events?limit=100&type=${type}`)) {
    const event = stripeEvent(raw);
    if (event) await storeStripeEvent(worker.deps.db, event);
  }
}

async function stripeList<Row>(world: World, path: string): Promise<readonly Row[]> {
  const answer = await fetch(world.stripe.url + path, {
    headers: { authorization: "Bearer sk_test_desk" },
  });
  return ((await answer.json()) as { readonly data: readonly Row[] }).data;
}
