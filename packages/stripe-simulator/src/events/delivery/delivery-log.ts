/** What became of one attempt to deliver, or that a fault lost it. */
export type LoggedDelivery = {
  readonly delivery: string;
  readonly event: string;
  readonly type: string;
  readonly endpoint: string;
  readonly at: string;
  /** From 1; 0 when none was made. */
  readonly attempt: number;
  readonly outcome: "delivered" | "failed" | "lost";
  readonly failure: string | null;
};

const kept = 1000;

/** The last attempts to deliver, and how many there were since the start. In memory only. */
export class DeliveryLog {
  #entries: LoggedDelivery[] = [];
  readonly counts = { delivered: 0, failed: 0, lost: 0 };

  add(entry: LoggedDelivery): void {
    this.#entries.push(entry);
    if (this.#entries.length > 2 * kept) this.#entries = this.#entries.slice(-kept);
    this.counts[entry.outcome] += 1;
  }

  /** Newest first. */
  latest(): LoggedDelivery[] {
    return this.#entries.slice(-kept).toReversed();
  }

  clear(): void {
    this.#entries = [];
    Object.assign(this.counts, { delivered: 0, failed: 0, lost: 0 });
  }
}
