/** What each job carries. The database holds the truth: a payload only says where to look. */
export type JobPayloads = {
  readonly "start-due-batch": NoPayload;
  readonly "create-payout-batch": { readonly batchId: string };
  readonly "process-payout-chunk": { readonly batchId: string; readonly chunkNo: number };
  /** Without ids: every item that may be retried. */
  readonly "retry-failed-payouts": { readonly creatorIds?: readonly string[] };
  readonly "resolve-unknown-transfers": NoPayload;
  readonly "release-earnings": NoPayload;
  readonly "expire-calls": NoPayload;
  readonly "refresh-accounts": NoPayload;
  readonly "apply-stripe-event": { readonly eventId: string };
  /** With a batch: the reconciliation at its end. Without: the daily one. */
  readonly "reconcile-stripe": { readonly batchId?: string };
  readonly "check-invariants": { readonly scope: "changed" | "all" };
  readonly "watch-schedule": NoPayload;
};

type NoPayload = Readonly<Record<string, never>>;

export type JobName = keyof JobPayloads;

/** One job to add; `N` narrows it to the jobs of these names. */
export type Job<N extends JobName = JobName> = {
  readonly [K in N]: {
    readonly name: K;
    readonly payload: JobPayloads[K];
    /**
     * While a job with this id waits, runs or backs off, adding it again does nothing; once it ended the id is free.
     * BullMQ refuses ids with a `:` and ids that are whole numbers.
     */
    readonly jobId: string;
  };
}[N];

/** A job that comes back by itself: at a cron pattern in UTC, or at once and then every so often. */
export type Schedule = {
  readonly [K in Exclude<JobName, "process-payout-chunk">]: {
    readonly id: string;
    readonly name: K;
  } & ({} extends JobPayloads[K]
    ? { readonly payload?: JobPayloads[K] }
    : { readonly payload: JobPayloads[K] }) &
    (
      | { readonly pattern: string; readonly everyMs?: never }
      | { readonly everyMs: number; readonly pattern?: never }
    );
}[Exclude<JobName, "process-payout-chunk">];

/** Chunks have a queue of their own, so that slow sends never delay the rest. */
export type QueueName = "payout-chunks" | "payrun-jobs";

const queueOfJob = {
  "start-due-batch": "payrun-jobs",
  "create-payout-batch": "payrun-jobs",
  "process-payout-chunk": "payout-chunks",
  "retry-failed-payouts": "payrun-jobs",
  "resolve-unknown-transfers": "payrun-jobs",
  "release-earnings": "payrun-jobs",
  "expire-calls": "payrun-jobs",
  "refresh-accounts": "payrun-jobs",
  "apply-stripe-event": "payrun-jobs",
  "reconcile-stripe": "payrun-jobs",
  "check-invariants": "payrun-jobs",
  "watch-schedule": "payrun-jobs",
} as const satisfies Record<JobName, QueueName>;

export function queueOf(name: JobName): QueueName {
  return queueOfJob[name];
}

/** False for a job that another version of Payrun left in the queue. */
export function isJobName(name: string): name is JobName {
  return Object.hasOwn(queueOfJob, name);
}
