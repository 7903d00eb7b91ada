import { claimInstallation } from "@payrun/db";
import { createEmptyDatabase } from "@payrun/testkit";
import { describe, expect, test } from "vitest";
import { deploy } from "./deployment.ts";
import { expectPaidOnce, untilSettled } from "./paid-once.ts";
import { ownPostgres } from "./servers.ts";
import type { Program } from "./start-program.ts";
import { expectCalm, untilSays } from "./worker-log.ts";

const few = { backend: "postgresql", creators: 3, transfersPerSecond: 10, chunkSize: 25 } as const;
const PLATFORM = "acct_1SimPlatform0000";
const BATCH_MS = 60_000;

/** Nothing that it wrote holds any of these. */
function expectSecretsKept(worker: Program, secrets: readonly string[]): void {
  const written = worker.lines.join("\n") + worker.errorText();
  for (const secret of secrets) expect(written).not.toContain(secret);
}

describe.concurrent("a worker process refuses to start, and says why", () => {
  test("on a database that lacks migrations", async (context) => {
    const deployment = await deploy(context, few);
    const empty = await createEmptyDatabase();
    context.onTestFinished(empty.drop);
    const worker = deployment.startWorker({ DATABASE_URL: empty.url });
    expect(await worker.ended).toEqual({ code: 1, signal: null });
    expect(worker.lines.join("\n")).toMatch(/the database lacks \d+ migrations .*: run npm run db:migrate/);
    expectSecretsKept(worker, [new URL(empty.url).password]);
  });

  test("with every fault of its environment at once", async (context) => {
    const deployment = await deploy(context, few);
    const faulty = {
      DATABASE_URL: "mysql://payrun:secret-one@db.example/payrun",
      REDIS_URL: "http://:secret-two@redis.example",
      STRIPE_SECRET_KEY: "pk_test_secret-three",
      STRIPE_REQUESTS_PER_SECOND: "fast",
      PAYRUN_NOW: "tomorrow",
      PAYOUT_DAYS: "0,32",
    };
    const worker = deployment.startWorker(faulty);
    expect(await worker.ended).toEqual({ code: 1, signal: null });
    for (const name of Object.keys(faulty)) expect(worker.errorText()).toContain(name);
    expectSecretsKept(worker, ["secret-one", "secret-two", "secret-three"]);
  });

  test.for([
    { why: "another Stripe account", platformAccountId: "acct_1SomebodyElse", mode: "simulator" },
    { why: "another mode", platformAccountId: PLATFORM, mode: "test" },
  ] as const)("on a database that belongs to $why", async ({ platformAccountId, mode }, context) => {
    const deployment = await deploy(context, few);
    await claimInstallation(deployment.db, { mode, platformAccountId, startedAt: new Date() });
    const worker = deployment.startWorker({ STRIPE_SECRET_KEY: "sk_test_mostsecret" });
    expect(await worker.ended).toEqual({ code: 1, signal: null });
    const said = worker.lines.join("\n");
    expect(said).toContain(`belongs to Stripe account ${platformAccountId} in mode ${mode}`);
    expect(said).toContain(`${PLATFORM} in mode simulator`);
    expect(await deployment.stripe.transferCount()).toBe(0);
    expectSecretsKept(worker, ["mostsecret", new URL(deployment.databaseUrl).password]);
  });
});

describe.concurrent("a worker process waits", () => {
  test("for PostgreSQL, and pays when it is there", async (context) => {
    const postgres = await ownPostgres(context);
    const deployment = await deploy(context, { ...few, databaseUrl: postgres.url });
    await postgres.crash();
    const worker = deployment.startWorker();
    await untilSays(worker, "waiting for PostgreSQL");
    await postgres.start();
    await untilSettled(deployment, BATCH_MS);
    await expectPaidOnce(deployment);
    expectCalm(worker);
    expectSecretsKept(worker, [new URL(postgres.url).password]);
  });

  test("for Stripe, and pays when it is there", async (context) => {
    const deployment = await deploy(context, few);
    await deployment.stripe.end();
    const worker = deployment.startWorker();
    await untilSays(worker, "waiting for Stripe");
    await deployment.stripe.start();
    await untilSettled(deployment, BATCH_MS);
    await expectPaidOnce(deployment);
    expectCalm(worker);
  });

  test("for Stripe, and ends in order when it is told to", async (context) => {
    const deployment = await deploy(context, few);
    await deployment.stripe.end();
    const worker = deployment.startWorker();
    await untilSays(worker, "waiting for Stripe");
    expect(await worker.end("SIGTERM")).toEqual({ code: 0, signal: null });
    expectCalm(worker);
  });
});
