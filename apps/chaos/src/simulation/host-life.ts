import { placeHolds, releaseHold } from "@payrun/db";
import type { ToldCreator, ToldEarning } from "../oracle/told.ts";
import type { Host } from "../world/host.ts";
import type { World } from "../world/world.ts";

/** What goes on around the payouts: people earn, fans want money back, accounts are restricted, somebody is held. */
export class HostLife {
  readonly #world: World;
  readonly #host: Host;
  readonly #reversed = new Map<ToldEarning, { gross: bigint; disputed: bigint }>();

  constructor(world: World, host: Host) {
    this.#world = world;
    this.#host = host;
  }

  /** Some days' worth of it. */
  async goOn(creators: readonly ToldCreator[]): Promise<void> {
    const { random } = this.#world;
    const earning = creators.filter(() => random.chance(0.6));
    await this.#host.earn(
      earning.map((creator) => ({ creator, netMinor: BigInt(500 + random.below(9_000)) })),
    );
    for (const earned of this.#host.told.earnings) if (random.chance(0.03)) await this.#reverse(earned);
    for (const creator of creators) {
      if (random.chance(0.02)) await this.#restrict(creator);
      if (random.chance(0.02)) await this.#hold(creator);
    }
    await this.#endConditions();
  }

  /** Everything that kept somebody from being paid is over. */
  async calm(): Promise<void> {
    for (const end of this.#ends.splice(0)) await end();
  }

  readonly #ends: (() => Promise<void>)[] = [];

  async #reverse(earning: ToldEarning): Promise<void> {
    const { random } = this.#world;
    const so = this.#reversed.get(earning) ?? { gross: 0n, disputed: 0n };
    const left = earning.grossMinor - so.gross;
    if (so.disputed > 0n && random.chance(0.5)) {
      await this.#host.reverse(earning, "reinstated", so.disputed);
      this.#reversed.set(earning, { gross: so.gross - so.disputed, disputed: 0n });
    } else if (left > 0n) {
      const part = random.chance(0.5) ? left : 1n + BigInt(random.below(Number(left)));
      const kind = random.pick<"refund" | "chargeback">(["refund", "chargeback"]);
      await this.#host.reverse(earning, kind, part);
      const disputed = kind === "chargeback" ? so.disputed + part : so.disputed;
      this.#reversed.set(earning, { gross: so.gross + part, disputed });
    }
  }

  /** Stripe takes her transfers away for a while; the mirror may not know it when she is planned. */
  async #restrict(creator: ToldCreator): Promise<void> {
    const change = (active: boolean) =>
      this.#world.control("PATCH", `/accounts/${creator.accountId}`, {
        capabilities: { transfers: active ? "active" : "inactive" },
      });
    await change(false);
    this.#while(creator, ["transfers_inactive", "requirements_past_due"], async () => {
      await change(true);
    });
  }

  async #hold(creator: ToldCreator): Promise<void> {
    const { db } = this.#world;
    const [row] = await db.query<{ id: string }>("SELECT id FROM creators WHERE stripe_account_id = $1", [
      creator.accountId,
    ]);
    const [holdId] = await placeHolds(db, [
      { creatorId: row?.id ?? "", reason: "review", placedBy: "rule", placedById: "chaos", until: null },
    ]);
    if (holdId === undefined) return;
    this.#while(creator, ["on_hold"], async () => {
      await releaseHold(db, holdId, "reviewed");
    });
  }

  #while(creator: ToldCreator, explains: readonly string[], end: () => Promise<void>): void {
    const { time } = this.#world;
    const condition = { creator, explains, from: time.now(), to: null as Date | null };
    this.#host.told.conditions.push(condition);
    this.#ends.push(async () => {
      await end();
      condition.to = time.now();
    });
  }

  async #endConditions(): Promise<void> {
    const over = this.#ends.filter(() => this.#world.random.chance(0.3));
    for (const end of over) {
      this.#ends.splice(this.#ends.indexOf(end), 1);
      await end();
    }
  }
}
