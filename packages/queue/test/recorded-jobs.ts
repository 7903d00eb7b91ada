import {
  startProcessors,
  type JobHandlers,
  type JobName,
  type JobPayloads,
  type ProcessorOptions,
} from "../src/index.ts";
import type { Store } from "./stores.ts";

type Call = { readonly name: JobName; readonly payload: unknown };

/** Processors that write down what they were given; `handlers` says what some of them do besides. */
export async function recordJobs(
  store: Pick<Store, "location">,
  handlers: Partial<JobHandlers> = {},
  chunkConcurrency = 5,
): Promise<RecordedJobs> {
  const calls: Call[] = [];
  const jobErrors: unknown[] = [];
  const connectionErrors: Error[] = [];
  const record =
    <N extends JobName>(name: N) =>
    async (payload: JobPayloads[N]) => {
      calls.push({ name, payload });
      await handlers[name]?.(payload);
    };
  const options: ProcessorOptions = {
    ...store.location,
    chunkConcurrency,
    handlers: {
      "start-due-batch": record("start-due-batch"),
      "create-payout-batch": record("create-payout-batch"),
      "process-payout-chunk": record("process-payout-chunk"),
      "retry-failed-payouts": record("retry-failed-payouts"),
      "resolve-unknown-transfers": record("resolve-unknown-transfers"),
      "release-earnings": record("release-earnings"),
      "expire-calls": record("expire-calls"),
      "refresh-accounts": record("refresh-accounts"),
      "apply-stripe-event": record("apply-stripe-event"),
      "reconcile-stripe": record("reconcile-stripe"),
      "check-invariants": record("check-invariants"),
      "watch-schedule": record("watch-schedule"),
    },
    onJobError: (_, error) => jobErrors.push(error),
    onConnectionError: (error) => connectionErrors.push(error),
  };
  const { close } = await startProcessors(options);
  return { calls, jobErrors, connectionErrors, close, [Symbol.asyncDispose]: close };
}

export type RecordedJobs = {
  readonly calls: readonly Call[];
  readonly jobErrors: readonly unknown[];
  readonly connectionErrors: readonly Error[];
  readonly close: () => Promise<void>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

/** A promise and the function that settles it: a handler that runs until the test lets it end. */
export function gate() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { passed: promise, open: () => resolve() };
}
