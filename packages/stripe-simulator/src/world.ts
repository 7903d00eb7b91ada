import { Clock } from "./clock.ts";
import { Courier } from "./events/courier.ts";
import { DeliveryFaultBook } from "./events/delivery-fault-book.ts";
import { DeliveryLog } from "./events/delivery-log.ts";
import { letterFor } from "./events/receiver.ts";
import { FaultBook } from "./faults/fault-book.ts";
import { IdempotencyLayer } from "./protocol/idempotency.ts";
import { RateLimiter, type RateLimits } from "./protocol/rate-limiter.ts";
import { RequestLog } from "./protocol/request-log.ts";
import { FileJournal, type Journal, noJournal } from "./state/journal.ts";
import { State } from "./state/state.ts";

export type WorldOptions = {
  readonly stateDir: string | null;
  readonly now: () => Date;
  readonly limits: RateLimits;
  readonly platformAccountId: string;
};

/** One simulated Stripe: what it knows, and what acts on it. */
export class World {
  readonly platformAccountId: string;
  /** Where browsers reach the hosted pages. Set once the server listens. */
  publicUrl = "";
  readonly state = new State();
  readonly journal: Journal;
  readonly clock: Clock;
  readonly limiter: RateLimiter;
  readonly idempotency: IdempotencyLayer;
  readonly faults = new FaultBook();
  readonly requests = new RequestLog();
  readonly deliveryFaults = new DeliveryFaultBook();
  readonly deliveryLog = new DeliveryLog();
  readonly courier: Courier;

  constructor({ stateDir, now, limits, platformAccountId }: WorldOptions) {
    this.platformAccountId = platformAccountId;
    this.journal = stateDir === null ? noJournal : new FileJournal(stateDir, this.state);
    this.clock = new Clock(now, this.state);
    this.limiter = new RateLimiter(limits);
    this.idempotency = new IdempotencyLayer(this.state, this.clock);
    this.courier = new Courier({
      state: this.state,
      clock: this.clock,
      log: this.deliveryLog,
      commit: () => this.commit(),
      write: (delivery) => letterFor(this.state, delivery, this.clock.nowSeconds()),
    });
    this.courier.resume();
  }

  /** Resolves once everything that was changed up to now would survive SIGKILL. */
  commit(): Promise<void> {
    const line = this.state.takeChanges();
    return new Promise((resolve) => this.journal.commit(line, resolve));
  }

  /** Everything is forgotten but the platform's own account id. */
  reset(): void {
    this.state.clear();
    this.journal.reset();
    this.clock.reset();
    this.faults.clear();
    this.requests.clear();
    this.deliveryFaults.clear();
    this.deliveryLog.clear();
  }

  close(): void {
    this.courier.stop();
    this.journal.close();
  }
}
