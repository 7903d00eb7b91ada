import { describe, test } from "vitest";
import { openQueues, type Schedule } from "../src/index.ts";
import { eventually } from "./eventually.ts";
import { recordJobs } from "./recorded-jobs.ts";
import { stores } from "./stores.ts";

const delayed = { waiting: 0, active: 0, delayed: 1, failed: 0 };

describe.concurrent.each(stores)("on $backend", ({ openStore }) => {
  test("a schedule runs at once and then again and again, with its payload", async ({ expect }) => {
    await using store = await openStore();
    const queues = await openQueues(store.location);
    const often: Schedule = {
      id: "check",
      name: "check-invariants",
      payload: { scope: "changed" },
      everyMs: 300,
    };
    await queues.register([often]);
    await using recorded = await recordJobs(store);
    await eventually(() => expect(recorded.calls.length).toBeGreaterThan(2));
    expect(recorded.calls[0]).toEqual({ name: "check-invariants", payload: { scope: "changed" } });
    await queues.close();
  });

  test("registering again does not drop a run that is due", async ({ expect }) => {
    await using store = await openStore();
    const queues = await openQueues(store.location);
    const due = new Date(Date.now() + 1_500);
    const onceAYear: Schedule = {
      id: "due",
      name: "start-due-batch",
      pattern: `${due.getUTCSeconds()} ${due.getUTCMinutes()} ${due.getUTCHours()} ${due.getUTCDate()} ${due.getUTCMonth() + 1} *`,
    };
    await queues.register([onceAYear]);
    await eventually(() => expect(Date.now()).toBeGreaterThan(due.getTime()));
    await queues.register([onceAYear]);
    await using recorded = await recordJobs(store);
    await eventually(() => expect(recorded.calls).toHaveLength(1));
    await eventually(async () => expect((await queues.counts())["payrun-jobs"]).toEqual(delayed));
    await queues.register([onceAYear]);
    expect((await queues.counts())["payrun-jobs"]).toEqual(delayed);
    await queues.close();
  });

  test("schedules come back after the store lost them", async ({ expect }) => {
    await using store = await openStore();
    const queues = await openQueues(store.location);
    const twiceAMonth: Schedule = { id: "due", name: "start-due-batch", pattern: "0 2 1,15 * *" };
    await queues.register([twiceAMonth]);
    await store.wipe();
    expect((await queues.counts())["payrun-jobs"]).toMatchObject({ delayed: 0 });
    await queues.register([twiceAMonth]);
    expect((await queues.counts())["payrun-jobs"]).toEqual(delayed);
    await queues.close();
  });

  test("a schedule that changed runs as it says now, one that is gone runs no more", async ({ expect }) => {
    await using store = await openStore();
    const queues = await openQueues(store.location);
    await queues.register([
      { id: "watch", name: "watch-schedule", pattern: "0 2 * * *" },
      { id: "refresh", name: "refresh-accounts", pattern: "0 3 * * *" },
    ]);
    await queues.register([{ id: "watch", name: "watch-schedule", everyMs: 200 }]);
    await using recorded = await recordJobs(store);
    await eventually(() => expect(recorded.calls.length).toBeGreaterThan(1));
    await queues.register([]);
    await eventually(async () =>
      expect((await queues.counts())["payrun-jobs"]).toEqual({ ...delayed, delayed: 0 }),
    );
    await queues.close();
  });
});
