import { judge, type Judgement } from "../oracle/judge.ts";
import type { ToldCreator } from "../oracle/told.ts";
import { Host } from "../world/host.ts";
import { pump, runQueued } from "../world/pump.ts";
import { seededRandom } from "../world/seeded-random.ts";
import { openWorld, type World } from "../world/world.ts";
import type { WorkerUnderTest } from "../world/worker-under-test.ts";
import { moneyCalls, type MoneyCall } from "./money-call.ts";
import type { StripeFault } from "./stripe-fault.ts";

/** What a cell came to: right after the fault, and once it is gone and nothing moves any more (`paid`, or why not). */
export type CellSeen = { readonly state: string; readonly end: string };

export type FaultSeen = Judgement & {
  readonly cells: Readonly<Record<MoneyCall, CellSeen>>;
  /** How many of the calls the fault has hit: all, or a cell proves nothing. */
  readonly hits: number;
  /** The creator to whom nothing happens. */
  readonly bystander: string;
};

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DATE = Date.parse("2031-01-15T02:00:00Z");
/** Stripe may forget a key a little later: from here on an unknown attempt is only looked up. */
const PAST_KEY_LIFE_MS = 23 * HOUR_MS + 5 * MINUTE_MS;

type Star = Record<MoneyCall | "bystander", ToldCreator>;

/** One batch under one fault, which hits one creator at each money call, and once the reading of the balance before it. */
export async function playFault(fault: StripeFault, seed: number): Promise<FaultSeen> {
  const world = await openWorld({
    seed,
    // The database's clock runs on in real time as well: Stripe's silence is real, and must not end a lease.
    leaseMs: 10 * MINUTE_MS,
    choose: seed === 1 ? () => () => 0 : (random) => (waiting) => random.below(waiting.length),
  });
  try {
    return await new FaultPlay(world, fault, seed).play();
  } finally {
    await world.close();
  }
}

class FaultPlay {
  readonly #world: World;
  readonly #host: Host;
  readonly #fault: StripeFault;
  readonly #worker: WorkerUnderTest;
  readonly #random;
  readonly #seen = new Map<MoneyCall, string>();
  readonly #hitIds = new Set<string>();
  #hits = 0;

  constructor(world: World, fault: StripeFault, seed: number) {
    this.#world = world;
    this.#host = new Host(world);
    this.#fault = fault;
    this.#worker = world.startWorker();
    this.#random = seededRandom(seed);
  }

  async play(): Promise<FaultSeen> {
    const stars = await this.#prepare();
    await this.#preflight();
    await this.#firstCalls(stars);
    await this.#resend(stars["re-send of an unknown"]);
    await this.#retry(stars["submit of a retry"]);
    await this.#lookUp(stars["look-up"]);
    await this.#clear();
    await this.#settle();
    return this.#summary(stars);
  }

  async #prepare(): Promise<Star> {
    const { control, time } = this.#world;
    await control("POST", "/balance", { set: { usd: 1_000_000 } });
    const names = [...moneyCalls, "bystander"] as const;
    const creators = await this.#host.join(names.length);
    await this.#host.earn(
      creators.map((creator) => ({ creator, netMinor: BigInt(3_000 + this.#random.below(5_000)) })),
    );
    await this.#until(DATE - HOUR_MS);
    await this.#drive(() => this.#worker.run({ name: "refresh-accounts", payload: {}, jobId: "accounts" }));
    await time.advance(HOUR_MS + this.#random.below(this.#random.chance(0.5) ? 10_000 : 5 * HOUR_MS));
    const stars = Object.fromEntries(names.map((name, index) => [name, creators[index]]));
    return stars as Star;
  }

  async #preflight(): Promise<void> {
    await this.#hit({ method: "GET", path: "/v1/balance", account: "platform" });
    await this.#drive(async () => {
      await this.#worker.open();
      await this.#worker.sweep();
      await this.#worker.relayJobs();
      await runQueued(this.#world, this.#worker, ({ name }) => name !== "process-payout-chunk");
    });
    const [batch] = await this.#world.db.query<{ state: string }>(
      "SELECT 'batch ' || status || coalesce(': ' || (status_reason ->> 'code'), '') AS state FROM payout_batches WHERE status <> 'missed'",
    );
    this.#seen.set("preflight balance", batch?.state ?? "none");
    await this.#drive(async () => {
      await this.#worker.sweep();
      await pump(this.#world, this.#worker, ({ name }) => name !== "process-payout-chunk");
    });
  }

  /** The chunk is paid: two creators meet the fault, the others what has to come before they can. */
  async #firstCalls(stars: Star): Promise<void> {
    const live = stars["live account read"];
    await this.#world.db.query(
      "UPDATE creators SET account_read_at = account_read_at - interval '2 days' WHERE stripe_account_id = $1",
      [live.accountId],
    );
    await this.#hit({ method: "GET", path: `/v1/accounts/${live.accountId}` });
    await this.#hit(submitTo(stars["first submit"]));
    const lost = this.#fault.firstTry === "moved_money" ? "reset_after" : "reset_before";
    await this.#switchOn({ kind: lost, match: submitTo(stars["re-send of an unknown"]), count: 1 });
    await this.#switchOn({
      kind: "error",
      code: "payouts_limit_exceeded",
      match: submitTo(stars["submit of a retry"]),
      count: 1,
    });
    await this.#switchOn({ kind: "reset_after", match: submitTo(stars["look-up"]), count: 1_000 });
    const group = await this.#itemOf(stars["look-up"]);
    await this.#switchOn({ kind: "reset_before", match: lookUpOf(group), count: 1_000 });
    await this.#drive(
      () => pump(this.#world, this.#worker, ({ name }) => name !== "reconcile-stripe"),
      false,
    );
    await this.#see("first submit", stars);
    await this.#see("live account read", stars);
    await this.#resume();
  }

  async #resend(star: ToldCreator): Promise<void> {
    await this.#hit(submitTo(star));
    await this.#world.time.advance(MINUTE_MS + 5_000);
    await this.#drive(() => this.#worker.sweep());
    await this.#see("re-send of an unknown", { "re-send of an unknown": star });
  }

  async #retry(star: ToldCreator): Promise<void> {
    // Whatever the faults before have left waits no more, or nothing would be sent.
    await this.#drive(async () => {
      await this.#worker.sweep();
      await pump(this.#world, this.#worker, ({ name }) => name !== "reconcile-stripe");
    });
    await this.#hit(submitTo(star));
    await this.#drive(async () => {
      await this.#worker.run({ name: "retry-failed-payouts", payload: {}, jobId: "retries" });
      await pump(this.#world, this.#worker, ({ name }) => name !== "reconcile-stripe");
    }, false);
    await this.#see("submit of a retry", { "submit of a retry": star });
    await this.#resume();
  }

  async #lookUp(star: ToldCreator): Promise<void> {
    for (const pause of [6 * MINUTE_MS, 16 * MINUTE_MS, 61 * MINUTE_MS]) {
      await this.#world.time.advance(pause);
      await this.#tidy();
    }
    const [sent] = await this.#world.db.query<{ msAgo: number }>(
      `SELECT extract(epoch FROM operational_now() - t.first_sent_at)::float8 * 1000 AS "msAgo"
         FROM transfers t JOIN creators c ON c.stripe_account_id = t.destination_account_id WHERE c.stripe_account_id = $1`,
      [star.accountId],
    );
    await this.#world.time.advance(PAST_KEY_LIFE_MS - (sent?.msAgo ?? 0));
    await this.#clear();
    await this.#hit(lookUpOf(await this.#itemOf(star)));
    await this.#drive(() => this.#worker.sweep());
    await this.#see("look-up", { "look-up": star });
  }

  /** Hours pass without faults until nothing moves any more. */
  async #settle(): Promise<void> {
    for (const pause of [2, 6, 11, 11, 16, 61, 61, 24 * 60, 11, 11].map((minutes) => minutes * MINUTE_MS)) {
      await this.#tidy();
      await this.#resume();
      const [open] = await this.#world.db.query<{ items: number }>(
        `SELECT count(*)::int AS items FROM payout_items
          WHERE status IN ('planned', 'sending', 'awaiting_funds') OR status = 'unknown' AND reason ->> 'code' <> 'needs_two_people'`,
      );
      if (open?.items === 0) return;
      await this.#world.time.advance(pause);
    }
  }

  async #tidy(): Promise<void> {
    await this.#drive(async () => {
      await this.#worker.sweep();
      for (const name of ["refresh-accounts", "retry-failed-payouts"] as const)
        await this.#worker.run({ name, payload: {}, jobId: name });
      await pump(this.#world, this.#worker);
    }, false);
  }

  /** An admin has mended the key and lets a paused batch go on. */
  async #resume(): Promise<void> {
    await this.#world.db.query(
      "UPDATE payout_batches SET status = 'processing', status_reason = NULL WHERE status = 'paused'",
    );
  }

  async #summary(stars: Star): Promise<FaultSeen> {
    const ends = new Map<string, string>();
    for (const [name, star] of Object.entries(stars)) ends.set(name, await this.#endOf(star));
    const cells = Object.fromEntries(
      moneyCalls.map((call) => [
        call,
        { state: this.#seen.get(call) ?? "not reached", end: ends.get(call) ?? "none" },
      ]),
    );
    return {
      ...(await judge(this.#world, this.#host.told)),
      cells: cells as FaultSeen["cells"],
      hits: this.#hits,
      bystander: ends.get("bystander") ?? "none",
    };
  }

  async #see<Call extends MoneyCall>(call: Call, stars: Readonly<Record<Call, ToldCreator>>): Promise<void> {
    const [batch] = await this.#world.db.query<{ status: string }>(
      "SELECT status FROM payout_batches WHERE status = 'paused'",
    );
    const stopped = batch && call.includes("submit") ? `, batch ${batch.status}` : "";
    this.#seen.set(call, `${await this.#stateOf(stars[call])}${stopped}`);
  }

  /** The item, its present attempt, and why. */
  async #stateOf({ accountId }: ToldCreator): Promise<string> {
    const [row] = await this.#world.db.query<{ state: string }>(
      `SELECT 'item ' || i.status || ', attempt ' || i.attempt_no || ' ' || coalesce(t.status::text, 'not made yet')
              || coalesce(': ' || (i.reason ->> 'code'), '') AS state
         FROM payout_items i LEFT JOIN transfers t ON t.payout_item_id = i.id AND t.attempt_no = i.attempt_no
        WHERE i.destination_account_id = $1`,
      [accountId],
    );
    return row?.state ?? "no item";
  }

  async #endOf({ accountId }: ToldCreator): Promise<string> {
    const [row] = await this.#world.db.query<{ end: string }>(
      `SELECT status || coalesce(': ' || (reason ->> 'code'), '') AS end FROM payout_items
        WHERE destination_account_id = $1`,
      [accountId],
    );
    return row?.end ?? "no item";
  }

  async #itemOf({ accountId }: ToldCreator): Promise<string> {
    const [row] = await this.#world.db.query<{ id: string }>(
      "SELECT id FROM payout_items WHERE destination_account_id = $1",
      [accountId],
    );
    return row?.id ?? "";
  }

  async #hit(match: object): Promise<void> {
    this.#hitIds.add(await this.#switchOn({ ...this.#fault.switchOn, match, count: 1 }));
  }

  async #switchOn(fault: object): Promise<string> {
    return ((await this.#world.control("POST", "/faults", fault)) as { readonly id: string }).id;
  }

  async #clear(): Promise<void> {
    const { faults } = (await this.#world.control("GET", "/faults")) as {
      readonly faults: readonly { readonly id: string; readonly fired: number }[];
    };
    this.#hits += faults.filter(({ id, fired }) => this.#hitIds.has(id) && fired > 0).length;
    await this.#world.control("DELETE", "/faults");
  }

  async #until(instant: number): Promise<void> {
    await this.#world.time.advance(instant - this.#world.time.now().getTime());
  }

  /** A job that throws stays queued and comes again, as in the queue. */
  async #drive(does: () => Promise<unknown>, mayFail = true): Promise<void> {
    const [ending] = await this.#world.drive([{ worker: this.#worker, does }]);
    if (ending?.kind === "failed" && !mayFail) throw ending.error;
  }
}

function submitTo({ accountId }: ToldCreator) {
  return { method: "POST", path: "/v1/transfers", destination: accountId };
}

function lookUpOf(payoutItemId: string) {
  return { method: "GET", path: "/v1/transfers", parameters: { transfer_group: payoutItemId } };
}
