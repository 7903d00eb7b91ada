import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { describe, test } from "vitest";
import { openQueues, type Job } from "../src/index.ts";
import { eventually } from "./eventually.ts";
import { recordJobs } from "./recorded-jobs.ts";
import { stores, type Store } from "./stores.ts";

const chunks: Job[] = [1, 2].map((chunkNo) => ({
  name: "process-payout-chunk",
  payload: { batchId: "b1", chunkNo },
  jobId: `chunk-b1-${chunkNo}`,
}));

/** A worker process of its own, and a promise of each line that it says. */
function spawnWorker(store: Store) {
  const script = new URL("worker-process.ts", import.meta.url).pathname;
  const worker = spawn(process.execPath, [script, JSON.stringify(store.location)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const said = new Set<string>();
  createInterface(worker.stdout).on("line", (line) => said.add(line));
  const ended = once(worker, "exit") as Promise<[number | null, NodeJS.Signals | null]>;
  return { worker, said, ended };
}

describe.concurrent.each(stores)("on $backend", ({ openStore }) => {
  test("a killed worker's job is taken by another and frees its place", async ({ expect }) => {
    await using store = await openStore();
    const queues = await openQueues(store.location);
    await queues.limitChunks(1);
    await queues.add(chunks);
    const { worker, said, ended } = spawnWorker(store);
    await eventually(() => expect(said).toContain("taken"));
    worker.kill("SIGKILL");
    await ended;

    await store.ageRunningChunks();
    await using recorded = await recordJobs(store);
    await eventually(() => expect(recorded.calls).toHaveLength(2));
    expect(new Set(recorded.calls)).toEqual(new Set(chunks.map(({ name, payload }) => ({ name, payload }))));
    await queues.close();
  });

  test("a worker process that closes ends by itself, also when its store is away", async ({ expect }) => {
    await using store = await openStore();
    const { worker, said, ended } = spawnWorker(store);
    await eventually(() => expect(said).toContain("started"));
    await store.stop();
    worker.kill("SIGTERM");
    expect(await ended).toEqual([0, null]);
  });
});
