import { describe, test } from "vitest";
import { openQueues, type Job } from "../src/index.ts";
import { eventually } from "./eventually.ts";
import { gate, recordJobs } from "./recorded-jobs.ts";
import { stores, type Store } from "./stores.ts";

const losses: { loss: string; happen: (store: Store) => Promise<void> }[] = [
  {
    loss: "the store was down",
    happen: async (store) => {
      await store.stop();
      await store.start();
    },
  },
  { loss: "the server ended every connection", happen: (store) => store.endConnections() },
  { loss: "the store lost its data", happen: (store) => store.wipe() },
];

const chunk = (chunkNo: number): Job => ({
  name: "process-payout-chunk",
  payload: { batchId: "b1", chunkNo },
  jobId: `chunk-b1-${chunkNo}`,
});
const release: Job = { name: "release-earnings", payload: {}, jobId: "release" };

describe.concurrent.each(stores)("on $backend", ({ openStore }) => {
  test.for(losses)("after $loss, busy and idle workers take new jobs", async ({ happen }, { expect }) => {
    await using store = await openStore();
    const queues = await openQueues(store.location);
    const { passed, open } = gate();
    await using recorded = await recordJobs(store, { "process-payout-chunk": () => passed });
    await queues.add([chunk(1)]);
    await eventually(() => expect(recorded.calls).toHaveLength(1));

    await happen(store);
    open();
    // As the outbox relay does: again and again until it worked.
    await eventually(() => queues.add([chunk(2), release]));
    await eventually(() => {
      for (const { name, payload } of [chunk(2), release]) {
        expect(recorded.calls).toContainEqual({ name, payload });
      }
    });
    await queues.close();
  });

  test("while the store is away calls reject in seconds, and later they work", async ({ expect }) => {
    await using store = await openStore();
    const queues = await openQueues(store.location);
    await queues.ping();
    await store.stop();
    const startedAt = performance.now();
    const calls = [
      queues.add([release]),
      queues.add([chunk(1), chunk(2)]),
      queues.ping(),
      queues.counts(),
      queues.limitChunks(5),
      queues.register([{ id: "watch", name: "watch-schedule", everyMs: 300_000 }]),
    ];
    for (const outcome of await Promise.allSettled(calls)) expect(outcome.status).toBe("rejected");
    expect(performance.now() - startedAt).toBeLessThan(6_000);
    await store.start();
    await eventually(() => queues.add([release]));
    await queues.close();
  });

  test("a store that refuses connections is not stormed, and a job that ends meanwhile runs once", async ({
    expect,
  }) => {
    await using store = await openStore();
    const queues = await openQueues(store.location);
    const { passed, open } = gate();
    await using recorded = await recordJobs(store, { "process-payout-chunk": () => passed });
    await queues.add([chunk(1)]);
    await eventually(() => expect(recorded.calls).toHaveLength(1));

    await store.refuseConnections();
    open();
    await eventually(() => expect(recorded.connectionErrors.length).toBeGreaterThan(10));
    expect(recorded.connectionErrors.length).toBeLessThan(50);
    await store.acceptConnections();
    await eventually(async () => expect((await queues.counts())["payout-chunks"].active).toBe(0));
    expect(recorded.calls).toHaveLength(1);
    await queues.close();
  });

  test("closing ends although the store is away", async ({ expect }) => {
    await using store = await openStore();
    const queues = await openQueues(store.location);
    const { passed, open } = gate();
    const recorded = await recordJobs(store, { "process-payout-chunk": () => passed });
    await queues.add([chunk(1)]);
    await eventually(() => expect(recorded.calls).toHaveLength(1));
    await store.stop();
    open();
    const startedAt = performance.now();
    await recorded.close();
    await queues.close();
    expect(performance.now() - startedAt).toBeLessThan(8_000);
  });
});
