import { createHmac } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { DeliveryRow, EventRow } from "../state/rows.ts";
import type { State } from "../state/state.ts";

const inFlightMax = 20;
const answerWithinMs = 20_000;
const firstRetryMs = 1000;
const retryMaxMs = 60 * 60 * 1000;
const giveUpAfterMs = 3 * 24 * 60 * 60 * 1000;
const lookAgainMs = 250;

/**
 * Carries events to webhook endpoints: signed, with exponential backoff, for three days of the simulator's
 * clock. Any answer but a 2xx is a failure. What is queued survives a restart, so an event may come twice.
 */
export class Courier {
  readonly #state: State;
  readonly #clock: Clock;
  readonly #commit: () => Promise<void>;
  readonly #render: (event: EventRow) => string;
  /** Due now, in order; what waits for a retry is found again by the timer. */
  #queue: DeliveryRow[] = [];
  readonly #underWay = new Set<string>();
  #timer: NodeJS.Timeout | null = null;
  #stopped = false;

  constructor(parts: {
    readonly state: State;
    readonly clock: Clock;
    readonly commit: () => Promise<void>;
    readonly render: (event: EventRow) => string;
  }) {
    this.#state = parts.state;
    this.#clock = parts.clock;
    this.#commit = parts.commit;
    this.#render = parts.render;
  }

  enqueue(delivery: DeliveryRow): void {
    this.#queue.push(delivery);
    this.#pump();
  }

  /** Looks for everything that is due: at the start, and when the clock was moved. */
  wake(): void {
    const nowMs = this.#clock.nowMs();
    this.#queue = [...this.#state.deliveries.values()].filter(
      ({ id, dueMs }) => dueMs <= nowMs && !this.#underWay.has(id),
    );
    this.#pump();
  }

  stop(): void {
    this.#stopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #pump(): void {
    while (!this.#stopped && this.#underWay.size < inFlightMax) {
      const delivery = this.#queue.shift();
      if (delivery === undefined) break;
      if (this.#underWay.has(delivery.id) || this.#state.deliveries.get(delivery.id) === undefined) continue;
      this.#underWay.add(delivery.id);
      void this.#deliver(delivery);
    }
    if (this.#stopped || this.#timer !== null || this.#state.deliveries.size === 0) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.wake();
    }, lookAgainMs);
    this.#timer.unref();
  }

  async #deliver(delivery: DeliveryRow): Promise<void> {
    // The event must be on disk before anyone outside hears of it.
    await this.#commit();
    const delivered = await this.#attempt(delivery);
    this.#underWay.delete(delivery.id);
    if (this.#stopped || this.#state.deliveries.get(delivery.id) === undefined) return;
    delivery.attempts += 1;
    const nowMs = this.#clock.nowMs();
    if (delivered || nowMs - delivery.firstDueMs > giveUpAfterMs) this.#state.deliveries.remove(delivery.id);
    else {
      delivery.dueMs = nowMs + Math.min(retryMaxMs, firstRetryMs * 2 ** (delivery.attempts - 1));
      this.#state.deliveries.put(delivery);
    }
    await this.#commit();
    this.#pump();
  }

  async #attempt({ event: eventId, endpoint: endpointId }: DeliveryRow): Promise<boolean> {
    const event = this.#state.events.get(eventId);
    const endpoint = this.#state.endpoints.get(endpointId);
    // Nobody is left to tell.
    if (event === undefined || endpoint === undefined || endpoint.deleted) return true;
    const body = this.#render(event);
    try {
      const answer = await fetch(endpoint.url, {
        method: "POST",
        redirect: "manual",
        headers: {
          "Content-Type": "application/json; charset=utf-8",
          "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
          // In real time: the receiver compares it with its own clock, not with the simulator's.
          "Stripe-Signature": signature(body, [endpoint.secret], Math.floor(Date.now() / 1000)),
        },
        body,
        signal: AbortSignal.timeout(answerWithinMs),
      });
      await answer.arrayBuffer();
      return answer.ok;
    } catch {
      return false;
    }
  }
}

/** `Stripe-Signature`: one `v1` per valid secret (docs.stripe.com/webhooks#verify-manually). */
export function signature(body: string, secrets: readonly string[], seconds: number): string {
  const signed = secrets.map((secret) =>
    createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex"),
  );
  return [`t=${seconds}`, ...signed.map((hex) => `v1=${hex}`)].join(",");
}
