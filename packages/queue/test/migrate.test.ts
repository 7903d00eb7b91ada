import { randomBytes } from "node:crypto";
import { createEmptyDatabase } from "@payrun/testkit";
import { PostgresConnection } from "bullmq";
import { expect, test } from "vitest";
import { migrateQueue, openQueues, type Job } from "../src/index.ts";
import { eventually } from "./eventually.ts";
import { recordJobs } from "./recorded-jobs.ts";

const noPayload: Job[] = ["one", "two"].map((jobId) => ({ name: "watch-schedule", payload: {}, jobId }));

test("without BullMQ's schema neither queues nor workers start", async () => {
  const database = await createEmptyDatabase();
  const location = { redisUrl: null, databaseUrl: database.url };
  await expect(openQueues(location)).rejects.toThrow(/schema .*bullmq/i);
  await expect(recordJobs({ location })).rejects.toThrow(/schema .*bullmq/i);
  await database.drop();
});

test("migrating again, and twice at the same time, changes nothing", async () => {
  const database = await createEmptyDatabase();
  await Promise.all([migrateQueue(database.url), migrateQueue(database.url)]);
  await migrateQueue(database.url);
  const queues = await openQueues({ redisUrl: null, databaseUrl: database.url });
  const nothing = { waiting: 0, active: 0, delayed: 0, failed: 0 };
  expect(await queues.counts()).toEqual({ "payout-chunks": nothing, "payrun-jobs": nothing });
  await queues.close();
  await database.drop();
});

test("a role that may not create anything can add and process jobs", async () => {
  const database = await createEmptyDatabase();
  await migrateQueue(database.url);
  const role = `clerk_${randomBytes(6).toString("hex")}`;
  const admin = new PostgresConnection({ connectionString: database.adminUrl, max: 1 });
  await admin.pool.query(`
    CREATE ROLE ${role} LOGIN PASSWORD 'clerk';
    GRANT USAGE ON SCHEMA bullmq TO ${role};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA bullmq TO ${role};
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA bullmq TO ${role};`);
  const url = new URL(database.url);
  url.username = role;
  url.password = "clerk";
  const location = { redisUrl: null, databaseUrl: url.href };
  const queues = await openQueues(location);
  await queues.limitChunks(5);
  await queues.register([{ id: "release", name: "release-earnings", everyMs: 60_000 }]);
  await queues.add(noPayload);
  const recorded = await recordJobs({ location });
  await eventually(() => expect(recorded.calls).toHaveLength(3));
  await recorded.close();
  await queues.close();
  await admin.pool.query(`DROP OWNED BY ${role}; DROP ROLE ${role};`);
  await admin.close();
  await database.drop();
});
