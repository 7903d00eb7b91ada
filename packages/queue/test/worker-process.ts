// A worker process: it takes one chunk and never ends it. Its argument is a QueueLocation as JSON.
// SIGTERM closes it; then it must end by itself.
import { startProcessors, type JobHandlers, type QueueLocation } from "../src/index.ts";

const location = JSON.parse(process.argv[2] ?? "{}") as QueueLocation;
const never = () => new Promise<void>(() => undefined);
const ignore = () => Promise.resolve();
const handlers: JobHandlers = {
  "process-payout-chunk": () => {
    process.stdout.write("taken\n");
    return never();
  },
  "start-due-batch": ignore,
  "create-payout-batch": ignore,
  "retry-failed-payouts": ignore,
  "resolve-unknown-transfers": ignore,
  "release-earnings": ignore,
  "expire-calls": ignore,
  "refresh-accounts": ignore,
  "apply-stripe-event": ignore,
  "reconcile-stripe": ignore,
  "check-invariants": ignore,
  "watch-schedule": ignore,
};
const processors = await startProcessors({
  ...location,
  chunkConcurrency: 1,
  handlers,
  onJobError: () => undefined,
  onConnectionError: () => undefined,
});
process.once("SIGTERM", () => void processors.close());
process.stdout.write("started\n");
