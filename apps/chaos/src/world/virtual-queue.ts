import type { Job, Queues } from "@payrun/queue";
import type { Boundary } from "./boundary.ts";

/** Jobs between those who add them and those who run them. At least once, in any order: that is all a queue promises. */
export class VirtualQueue {
  #jobs: Job[] = [];

  get size(): number {
    return this.#jobs.length;
  }

  /** All that wait, oldest first. Each stays until it is removed, so that one whose worker is gone comes again. */
  get jobs(): readonly Job[] {
    return this.#jobs;
  }

  /** The queue's store is emptied: as after FLUSHALL. */
  lose(): void {
    this.#jobs = [];
  }

  put(jobs: readonly Job[]): void {
    const known = new Set(this.#jobs.map(({ jobId }) => jobId));
    this.#jobs.push(...jobs.filter(({ jobId }) => !known.has(jobId)));
  }

  remove(jobs: readonly Job[]): void {
    const gone = new Set(jobs.map(({ jobId }) => jobId));
    this.#jobs = this.#jobs.filter(({ jobId }) => !gone.has(jobId));
  }

  /** What a worker sees of it. */
  queuesOf(boundary: Boundary): Queues {
    const none = { waiting: 0, active: 0, delayed: 0, failed: 0 };
    return {
      backend: "postgresql",
      add: (jobs) =>
        boundary.cross("queue add", () => {
          this.put(jobs);
          return Promise.resolve();
        }),
      register: () => boundary.cross("queue register", () => Promise.resolve()),
      limitChunks: () => boundary.cross("queue limitChunks", () => Promise.resolve()),
      counts: () =>
        Promise.resolve({ "payout-chunks": none, "payrun-jobs": { ...none, waiting: this.size } }),
      ping: () => Promise.resolve(),
      close: () => Promise.resolve(),
    };
  }
}
