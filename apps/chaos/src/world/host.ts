import { randomUUID } from "node:crypto";
import { saveAccountReadings, type Database } from "@payrun/db";
import { acceptCreators, acceptEarnings, acceptReversals, type RowResult } from "@payrun/intake";
import type { Told, ToldCreator, ToldEarning, ToldReversal } from "../oracle/told.ts";
import type { World } from "./world.ts";

const HOLD_DAYS = 7;
const DAY_MS = 86_400_000;

/** The platform on which creators earn. Whatever it sends in, it remembers: `told` is what the oracle reads. */
export class Host {
  readonly told: Told = { creators: [], earnings: [], reversals: [], returned: [], conditions: [] };
  readonly #world: World;
  readonly #db: Database;

  /** @param db where it is accepted: the world's own unless the API, too, shall be able to fail. */
  constructor(world: World, db: Database = world.db) {
    this.#world = world;
    this.#db = db;
  }

  /** Creators with a ready account, whom the mirror knows. */
  async join(count: number, currency = "USD"): Promise<readonly ToldCreator[]> {
    const { control, time, settings } = this.#world;
    const offset = this.told.creators.length;
    const people = Array.from({ length: count }, (_, index): ToldCreator => {
      const no = String(offset + index + 1).padStart(5, "0");
      return {
        sourceId: `host-${no}`,
        accountId: `acct_1Chaos${no}`,
        currency,
        minimumMinor: settings.minimumMinor[currency] ?? 1n,
      };
    });
    await control("POST", "/accounts", {
      accounts: people.map(({ accountId }) => ({ id: accountId, country: "US" })),
    });
    const { results } = await acceptCreators(
      this.#intake(),
      people.map(({ sourceId, accountId }) => ({
        sourceId,
        handle: `star-${sourceId}`,
        country: "US",
        currency,
        stripeAccountId: accountId,
      })),
    );
    expectAccepted(results);
    await saveAccountReadings(
      this.#db,
      people.map(({ accountId }) => ({
        accountId,
        transfersActive: true,
        payoutsEnabled: true,
        requirementsPastDue: [],
        disabledReason: null,
        country: "US",
        error: null,
        negative: false,
      })),
      time.now(),
    );
    this.told.creators.push(...people);
    return people;
  }

  /** One earning each, earned now unless said otherwise; a tenth of the net is the fee on top. */
  async earn(
    each: readonly { readonly creator: ToldCreator; readonly netMinor: bigint; readonly earnedAt?: Date }[],
  ): Promise<readonly ToldEarning[]> {
    if (each.length === 0) return [];
    const now = this.#world.time.now();
    const earnings = each.map(({ creator, netMinor, earnedAt = now }): ToldEarning => ({
      sourceId: randomUUID(),
      creator,
      netMinor,
      grossMinor: netMinor + netMinor / 10n,
      availableAt: new Date(earnedAt.getTime() + HOLD_DAYS * DAY_MS),
    }));
    const { results } = await acceptEarnings(
      this.#intake(),
      earnings.map(({ sourceId, creator, netMinor, grossMinor, availableAt }) => ({
        sourceType: "tip",
        sourceId,
        creatorSourceId: creator.sourceId,
        grossMinor: Number(grossMinor),
        feeMinor: Number(grossMinor - netMinor),
        currency: creator.currency,
        earnedAt: new Date(availableAt.getTime() - HOLD_DAYS * DAY_MS).toISOString(),
      })),
    );
    expectAccepted(results);
    this.told.earnings.push(...earnings);
    return earnings;
  }

  /** A refund, chargeback or reinstatement of a part of an earning. */
  async reverse(earning: ToldEarning, kind: ToldReversal["kind"], grossMinor: bigint): Promise<void> {
    const { results } = await acceptReversals(this.#intake(), [
      {
        sourceId: randomUUID(),
        earning: { sourceType: "tip", sourceId: earning.sourceId },
        kind,
        grossMinor: Number(grossMinor),
        occurredAt: this.#world.time.now().toISOString(),
      },
    ]);
    expectAccepted(results);
    const acceptedAt = this.#world.time.now();
    const acceptedTick = this.#world.tick();
    this.told.reversals.push({ earning, kind, grossMinor, acceptedTick, acceptedAt });
  }

  #intake() {
    return { db: this.#db, holdDays: HOLD_DAYS, now: this.#world.time.now() };
  }
}

function expectAccepted(results: readonly RowResult[]): void {
  const refused = results.filter(({ status }) => status !== "created");
  if (refused.length > 0) throw new Error(`the host was refused: ${JSON.stringify(refused[0])}`);
}
