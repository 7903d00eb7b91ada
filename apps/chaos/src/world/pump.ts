import type { Job } from "@payrun/queue";
import type { WorkerUnderTest } from "./worker-under-test.ts";
import type { World } from "./world.ts";

const every = () => true;

/**
 * Hands staged jobs to the queue and runs what it has, one after the other, until nothing is staged that is due. A job
 * leaves the queue when it was run to its end; until then whoever comes finds it there again.
 *
 * @param isWanted which jobs; the others wait.
 */
export async function pump(
  world: World,
  worker: WorkerUnderTest,
  isWanted: (job: Job) => boolean = every,
): Promise<void> {
  for (;;) {
    await worker.relayJobs();
    if (!world.queue.jobs.some(isWanted)) return;
    await runQueued(world, worker, isWanted);
  }
}

/** Runs what the queue has, without handing more to it. */
export async function runQueued(
  { queue }: World,
  worker: WorkerUnderTest,
  isWanted: (job: Job) => boolean = every,
): Promise<void> {
  for (let job = queue.jobs.find(isWanted); job !== undefined; job = queue.jobs.find(isWanted)) {
    await worker.run(job);
    queue.remove([job]);
  }
}
