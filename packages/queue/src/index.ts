export type { Job, JobName, JobPayloads, QueueName, Schedule } from "./job-payloads.ts";
export { migrateQueue } from "./migrate-queue.ts";
export { openQueues, type QueueCounts, type Queues } from "./open-queues.ts";
export type { QueueLocation } from "./queue-store.ts";
export {
  startProcessors,
  type JobHandlers,
  type ProcessorOptions,
  type Processors,
} from "./start-processors.ts";
