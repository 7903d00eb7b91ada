import { storeStripeEvent, type Database } from "@payrun/db";
import { stripeEvent, type StripeEvent } from "@payrun/provider";
import type { SeededRandom } from "../world/seeded-random.ts";
import type { World } from "../world/world.ts";

/** Stripe's deliveries: some never come, some come twice, some late, and in no order. */
export class Webhooks {
  readonly #world: World;
  readonly #random: SeededRandom;
  #newest: string | null = null;
  #waiting: StripeEvent[] = [];

  constructor(world: World) {
    this.#world = world;
    this.#random = world.random;
  }

  /** Delivers what has happened since, and what was late, as the endpoint stores it. */
  async deliver(db: Database): Promise<void> {
    for (const event of await this.#happened()) {
      if (this.#random.chance(0.2)) continue;
      this.#waiting.push(event);
      if (this.#random.chance(0.2)) this.#waiting.push(event);
    }
    const due = this.#waiting.filter(() => this.#random.chance(0.7));
    this.#waiting = this.#waiting.filter((event) => !due.includes(event));
    while (due.length > 0) {
      const [event] = due.splice(this.#random.below(due.length), 1);
      if (event) await storeStripeEvent(db, event);
    }
  }

  /** The platform's events since the last look, oldest first. */
  async #happened(): Promise<readonly StripeEvent[]> {
    const events: StripeEvent[] = [];
    for (;;) {
      const before = this.#newest === null ? "" : `&ending_before=${this.#newest}`;
      const answer = await fetch(`${this.#world.stripe.url}/v1/events?limit=100${before}`, {
        headers: { authorization: "Bearer sk_test_webhooks" },
      });
      const page = (await answer.json()) as {
        readonly data: readonly { readonly id: string }[];
        readonly has_more: boolean;
      };
      this.#newest = page.data[0]?.id ?? this.#newest;
      events.push(...page.data.toReversed().flatMap((raw) => stripeEvent(raw) ?? []));
      if (before === "" || !page.has_more) return events;
    }
  }
}
