import { Clock } from "./clock.ts";
import { Courier } from "./events/delivery/courier.ts";
import { DeliveryFaultBook } from "./events/delivery/delivery-fault-book.ts";
import { DeliveryLog } from "./events/delivery/delivery-log.ts";
import { letterFor } from "./events/delivery/receiver.ts";
import { FaultBook } from "./faults/fault-book.ts";
import { IdempotencyLayer } from "./protocol/call/idempotency.ts";
import { RateLimiter } from "./protocol/limits/rate-limiter.ts";
import type { RateLimits } from "./protocol/limits/rate-limits.ts";
import { RequestLog } from "./protocol/request-log.ts";
import { FileJournal, type Journal, noJournal } from "./state/journal.ts";
import type { EventRow } from "./state/rows.ts";
import { FileShelf, MemoryShelf, type ShelvedSnapshot, type SnapshotShelf } from "./state/snapshot-shelf.ts";
import { State } from "./state/state.ts";

export type WorldOptions = {
  readonly stateDir: string | null;
  readonly now: () => Date;
  readonly limits: RateLimits;
  readonly platformAccountId: string;
};

const snapshotRowsPerLine = 100;

/** One simulated Stripe: what it knows, and what acts on it. */
export class World {
  readonly platformAccountId: string;
  /** Where browsers reach the hosted pages. Set once the server listens. */
  publicUrl = "";
  /** Told of every snapshot event as it is recorded. */
  onEvent: ((event: EventRow) => void) | null = null;
  readonly state = new State();
  readonly journal: Journal;
  readonly shelf: SnapshotShelf;
  readonly clock: Clock;
  readonly limiter: RateLimiter;
  /** The limits that the simulator was started with. */
  readonly limits: RateLimits;
  readonly idempotency: IdempotencyLayer;
  readonly faults = new FaultBook();
  readonly requests = new RequestLog();
  readonly deliveryFaults = new DeliveryFaultBook();
  readonly deliveryLog = new DeliveryLog();
  readonly courier: Courier;

  constructor({ stateDir, now, limits, platformAccountId }: WorldOptions) {
    this.platformAccountId = platformAccountId;
    this.journal = stateDir === null ? noJournal : new FileJournal(stateDir, this.state);
    this.shelf = stateDir === null ? new MemoryShelf() : new FileShelf(stateDir);
    this.clock = new Clock(now, this.state);
    this.limits = limits;
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

  /** Everything is forgotten but the platform's own account id and the snapshots that were put aside. */
  reset(): void {
    this.#replaceState(() => {});
    this.faults.clear();
    this.requests.clear();
    this.deliveryFaults.clear();
    this.deliveryLog.clear();
    this.limiter.limits = this.limits;
  }

  saveSnapshot(name: string): ShelvedSnapshot {
    return this.shelf.save(name, this.state.lines(snapshotRowsPerLine));
  }

  /** Brings the state back to what it was when the snapshot was made, the clock too; false when there is none. */
  restoreSnapshot(name: string): boolean {
    if (!this.shelf.list().some((snapshot) => snapshot.name === name)) return false;
    this.#replaceState((take) => this.shelf.read(name, take));
    return true;
  }

  #replaceState(fill: (take: (line: string) => void) => void): void {
    this.state.clear();
    fill((line) => this.state.applyLine(line));
    this.clock.reset();
    this.journal.startOver();
    this.courier.resume();
  }

  close(): void {
    this.courier.stop();
    this.journal.close();
  }
}
