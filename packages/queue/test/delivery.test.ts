import { describe, test } from "vitest";
import { openQueues, type Job } from "../src/index.ts";
import { eventually } from "./eventually.ts";
import { gate, recordJobs } from "./recorded-jobs.ts";
import { stores } from "./stores.ts";

describe.concurrent.each(stores)("on $backend", ({ backend, openStore }) => {
  test("every job reaches the handler of its name with its payload, and leaves nothing behind", async ({
    expect,
  }) => {
    await using store = await openStore();
    const queues = await openQueues(store.location);
    const jobs: Job[] = [
      { name: "create-payout-batch", payload: { batchId: "b1" }, jobId: "plan-b1" },
      { name: "process-payout-chunk", payload: { batchId: "b1", chunkNo: 1 }, jobId: "chunk-b1-1" },
      { name: "process-payout-chunk", payload: { batchId: "b1", chunkNo: 2 }, jobId: "chunk-b1-2" },
      { name: "check-invariants", payload: { scope: "all" }, jobId: "check" },
      { name: "release-earnings", payload: {}, jobId: "release" },
    ];
    await queues.add(jobs);
    expect(queues.backend).toBe(backend);
    expect(await queues.counts()).toMatchObject({
      "payout-chunks": { waiting: 2 },
      "payrun-jobs": { waiting: 3 },
    });

    await using recorded = await recordJobs(store);
    await eventually(() => expect(recorded.calls).toHaveLength(jobs.length));
    expect(new Set(recorded.calls)).toEqual(new Set(jobs.map(({ name, payload }) => ({ name, payload }))));
    const nothing = { waiting: 0, active: 0, delayed: 0, failed: 0 };
    await eventually(async () =>
      expect(await queues.counts()).toEqual({ "payout-chunks": nothing, "payrun-jobs": nothing }),
    );
    await queues.close();
  });

  test("a job is not added twice while its id is in use, and can be added again once it has ended", async ({
    expect,
  }) => {
    await using store = await openStore();
    const queues = await openQueues(store.location);
    const job: Job = { name: "start-due-batch", payload: {}, jobId: "start" };
    await queues.add([job, job]);
    await queues.add([job]);
    expect((await queues.counts())["payrun-jobs"].waiting).toBe(1);

    await using recorded = await recordJobs(store);
    await eventually(async () => expect((await queues.counts())["payrun-jobs"].active).toBe(0));
    await eventually(async () => {
      await queues.add([job]);
      expect(recorded.calls.length).toBeGreaterThan(1);
    });
    await queues.close();
  });

  test("webhooks wait for everything else", async ({ expect }) => {
    await using store = await openStore();
    const queues = await openQueues(store.location);
    const hints = Array.from({ length: 30 }, (_, n) => n).map((n): Job => ({
      name: "apply-stripe-event",
      payload: { eventId: `e${n}` },
      jobId: `event-e${n}`,
    }));
    await queues.add(hints);
    await queues.add([{ name: "reconcile-stripe", payload: { batchId: "b1" }, jobId: "reconcile-b1" }]);
    expect((await queues.counts())["payrun-jobs"].waiting).toBe(31);
    await using recorded = await recordJobs(store);
    await eventually(() => expect(recorded.calls).toHaveLength(31));
    // Four jobs run at once, so it is among the first four.
    expect(recorded.calls.findIndex(({ name }) => name === "reconcile-stripe")).toBeLessThan(4);
    await queues.close();
  });

  test("an id that the store refuses is refused at once", async ({ expect }) => {
    await using store = await openStore();
    const queues = await openQueues(store.location);
    const job: Job = { name: "start-due-batch", payload: {}, jobId: "start:now" };
    await expect(queues.add([job])).rejects.toThrow(/Custom Id cannot contain :/);
    await queues.close();
  });

  test("a job that throws is reported and tried again", async ({ expect }) => {
    await using store = await openStore();
    const queues = await openQueues(store.location);
    let tries = 0;
    await using recorded = await recordJobs(store, {
      "apply-stripe-event": async () => {
        tries += 1;
        if (tries === 1) throw new Error("deadlock");
      },
    });
    await queues.add([{ name: "apply-stripe-event", payload: { eventId: "e1" }, jobId: "event-e1" }]);
    await eventually(() => expect(tries).toBe(2));
    expect(recorded.jobErrors).toEqual([new Error("deadlock")]);
    await queues.close();
  });

  test("chunks that hang do not delay other jobs", async ({ expect }) => {
    await using store = await openStore();
    const queues = await openQueues(store.location);
    const { passed, open } = gate();
    await using recorded = await recordJobs(store, { "process-payout-chunk": () => passed }, 2);
    await queues.add(
      [1, 2, 3].map((chunkNo) => ({
        name: "process-payout-chunk",
        payload: { batchId: "b1", chunkNo },
        jobId: `chunk-b1-${chunkNo}`,
      })),
    );
    await eventually(async () => expect((await queues.counts())["payout-chunks"].active).toBe(2));
    await queues.add([{ name: "watch-schedule", payload: {}, jobId: "watch" }]);
    await eventually(() => expect(recorded.calls.map(({ name }) => name)).toContain("watch-schedule"));
    expect((await queues.counts())["payout-chunks"]).toMatchObject({ active: 2, waiting: 1 });
    open();
    await queues.close();
  });

  test("closing waits for the running jobs and takes no new ones", async ({ expect }) => {
    await using store = await openStore();
    const queues = await openQueues(store.location);
    const { passed, open } = gate();
    const recorded = await recordJobs(store, { "create-payout-batch": () => passed });
    await queues.add([{ name: "create-payout-batch", payload: { batchId: "b1" }, jobId: "plan-b1" }]);
    await eventually(() => expect(recorded.calls).toHaveLength(1));

    let closed = false;
    const closing = (async () => {
      await recorded.close();
      closed = true;
    })();
    await queues.add([{ name: "watch-schedule", payload: {}, jobId: "watch" }]);
    expect(closed).toBe(false);
    open();
    await closing;
    expect(recorded.calls).toHaveLength(1);
    expect((await queues.counts())["payrun-jobs"]).toEqual({ waiting: 1, active: 0, delayed: 0, failed: 0 });
    await queues.close();
  });
});
