import { setTimeout as sleep } from "node:timers/promises";
import { describe, test } from "vitest";
import { openQueues, type Job } from "../src/index.ts";
import { eventually } from "./eventually.ts";
import { gate, recordJobs } from "./recorded-jobs.ts";
import { stores } from "./stores.ts";

const chunks = (count: number): Job[] =>
  Array.from({ length: count }, (_, index) => ({
    name: "process-payout-chunk",
    payload: { batchId: "b1", chunkNo: index + 1 },
    jobId: `chunk-b1-${index + 1}`,
  }));

describe.concurrent.each(stores)("on $backend", ({ openStore }) => {
  test("no more chunks run at once than the deployment allows, on however many workers", async ({
    expect,
  }) => {
    await using store = await openStore();
    const queues = await openQueues(store.location);
    await queues.limitChunks(2);
    let running = 0;
    let most = 0;
    const countRunning = async () => {
      running += 1;
      most = Math.max(most, running);
      await sleep(20);
      running -= 1;
    };
    await using one = await recordJobs(store, { "process-payout-chunk": countRunning });
    await using other = await recordJobs(store, { "process-payout-chunk": countRunning });
    await queues.add(chunks(20));
    await eventually(() => expect(one.calls.length + other.calls.length).toBe(20));
    expect(most).toBe(2);
    await queues.close();
  });

  test("a worker beside a full queue hardly asks the store", async ({ expect }) => {
    await using store = await openStore();
    const queues = await openQueues(store.location);
    await queues.limitChunks(1);
    const { passed, open } = gate();
    await using one = await recordJobs(store, { "process-payout-chunk": () => passed });
    await using other = await recordJobs(store, { "process-payout-chunk": () => passed });
    await queues.add(chunks(10));
    await eventually(() => expect(one.calls.length + other.calls.length).toBe(1));

    const before = await store.commandCount();
    await sleep(2_000);
    expect((await store.commandCount()) - before).toBeLessThan(200);

    open();
    await eventually(() => expect(one.calls.length + other.calls.length).toBe(10));
    await queues.close();
  });
});
