import { isDeepStrictEqual } from "node:util";
import type { Schedule } from "./job-payloads.ts";
import type { JobQueue } from "./queue-store.ts";

/**
 * Makes the queue's schedules exactly these. What already stands is left alone: BullMQ's own upsert drops the run that
 * is due or waiting, so it is used only for what is new, changed or lost.
 */
export async function registerSchedules(queue: JobQueue, schedules: readonly Schedule[]): Promise<void> {
  const standing = new Map((await queue.getJobSchedulers()).map((scheduler) => [scheduler.key, scheduler]));
  for (const schedule of schedules) {
    const current = standing.get(schedule.id);
    standing.delete(schedule.id);
    if (current === undefined || !isSame(current, schedule) || (await hasLostItsNextRun(queue, current))) {
      await upsert(queue, schedule);
    }
  }
  for (const id of standing.keys()) await queue.removeJobScheduler(id);
}

type Standing = Awaited<ReturnType<JobQueue["getJobSchedulers"]>>[number];

function isSame(current: Standing, schedule: Schedule): boolean {
  return (
    current.name === schedule.name &&
    current.pattern === schedule.pattern &&
    current.every === schedule.everyMs &&
    isDeepStrictEqual(current.template?.data ?? {}, schedule.payload ?? {})
  );
}

/** A run that is due has a job that waits or is taken; the worker that takes it sets up the next one. */
async function hasLostItsNextRun(queue: JobQueue, { key, next }: Standing): Promise<boolean> {
  if (next === undefined) return true;
  if (next > Date.now()) return false;
  return (await queue.getJobState(`repeat:${key}:${next}`)) === "unknown";
}

async function upsert(queue: JobQueue, schedule: Schedule): Promise<void> {
  const when =
    schedule.pattern === undefined ? { every: schedule.everyMs } : { pattern: schedule.pattern, tz: "UTC" };
  await queue.upsertJobScheduler(schedule.id, when, { name: schedule.name, data: schedule.payload ?? {} });
}
