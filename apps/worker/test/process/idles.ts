import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { backends, deploy } from "./deployment.ts";
import { untilSettled } from "./paid-once.ts";
import { untilSays } from "./worker-log.ts";

const WATCHED_MS = 10_000;
/** Linux' unit of processor time for programs (proc(5), sysconf(_SC_CLK_TCK)). */
const TICKS_PER_SECOND = 100;

describe.concurrent.each(backends)("on $backend", ({ backend }) => {
  test("a worker with nothing to do costs little", async (context) => {
    const deployment = await deploy(context, { backend, creators: 1, transfersPerSecond: 10, chunkSize: 25 });
    const worker = deployment.startWorker();
    await untilSays(worker, "worker started");
    await untilSettled(deployment, 60_000);
    const before = processorSeconds(worker.pid);
    await delay(WATCHED_MS);
    const spent = processorSeconds(worker.pid) - before;
    console.info(
      `idle: ${((100 * spent * 1000) / WATCHED_MS).toFixed(1)} % of one core (queue on ${backend})`,
    );
    expect(worker.exit()).toBeNull();
  });
});

/** User and system time of a process, from proc(5): fields 14 and 15 of `stat`. */
function processorSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}
