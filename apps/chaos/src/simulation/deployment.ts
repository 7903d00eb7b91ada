import type { Job } from "@payrun/queue";
import type { Faults } from "../world/boundary.ts";
import type { WorkerUnderTest } from "../world/worker-under-test.ts";
import type { Work } from "../world/drive.ts";
import type { World } from "../world/world.ts";

type Frozen = { readonly worker: WorkerUnderTest; readonly work: Promise<unknown>; rounds: number };

/** How many jobs are run side by side. */
const ABREAST = 5;

/** Some workers on one queue. One that is gone is replaced, one that froze goes on after a while, as if nothing had been. */
export class Deployment {
  readonly #world: World;
  readonly #faults: Faults;
  readonly #workers: WorkerUnderTest[];
  #frozen: Frozen[] = [];

  constructor(world: World, workers: number, faults: Faults) {
    this.#world = world;
    this.#faults = faults;
    this.#workers = Array.from({ length: workers }, () => world.startWorker(faults));
  }

  /** Every worker sweeps and relays; what is queued is run, some of it by two workers at once. */
  async round(extra: readonly Job[] = []): Promise<void> {
    const { queue, random } = this.#world;
    queue.put(extra);
    await this.#run(this.#awake().map((worker) => [worker, () => housekeeping(worker)] as const));
    for (let turns = 0; queue.size > 0 && turns < 20; turns += 1) {
      const jobs = queue.jobs.filter(() => random.chance(0.9)).slice(0, ABREAST);
      await this.#run(
        jobs.flatMap((job) =>
          this.#takers().map((worker) => [worker, () => this.#take(worker, job)] as const),
        ),
      );
    }
  }

  /** Time passes for those that froze; then they go on where they stood. */
  async thawAll(): Promise<void> {
    const due = this.#frozen.splice(0);
    for (const { worker } of due) worker.boundary.thaw();
    await this.#world.drive(due.map(({ worker, work }) => ({ worker, does: () => work })));
  }

  async #take(worker: WorkerUnderTest, job: Job): Promise<void> {
    await worker.open();
    await worker.run(job);
    this.#world.queue.remove([job]);
  }

  /** One worker, or, as with a job that stalled, two. */
  #takers(): readonly WorkerUnderTest[] {
    const { random } = this.#world;
    const awake = this.#awake();
    const first = awake[random.below(awake.length)];
    const second = awake[random.below(awake.length)];
    const taken = first && second && random.chance(0.1) && second !== first ? [first, second] : [first];
    return taken.filter((worker) => worker !== undefined);
  }

  #awake(): readonly WorkerUnderTest[] {
    for (const [index, worker] of this.#workers.entries())
      if (worker.boundary.isGone) this.#workers[index] = this.#world.startWorker(this.#faults);
    const awake = this.#workers.filter((worker) => !worker.boundary.isFrozen);
    return awake.length > 0 ? awake : [this.#addWorker()];
  }

  #addWorker(): WorkerUnderTest {
    const worker = this.#world.startWorker(this.#faults);
    this.#workers.push(worker);
    return worker;
  }

  async #run(each: readonly (readonly [WorkerUnderTest, () => Promise<unknown>])[]): Promise<void> {
    const works: (Work & { readonly worker: WorkerUnderTest })[] = each.map(([worker, does]) => {
      let begun: Promise<unknown> | undefined;
      return { worker, does: () => (begun ??= does()) };
    });
    const endings = await this.#world.drive(works);
    for (const [index, { worker, does }] of works.entries()) {
      if (endings[index]?.kind === "frozen") this.#frozen.push({ worker, work: does(), rounds: 0 });
    }
  }
}

async function housekeeping(worker: WorkerUnderTest): Promise<void> {
  await worker.sweep();
  await worker.relayJobs();
  await worker.relayMails();
}
