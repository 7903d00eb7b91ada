import { describe, expect, test } from "vitest";
import { isSameSecret } from "../src/security/bearer.ts";
import { anyText, apiOfTestFile, settings } from "./test-api.ts";

const api = apiOfTestFile();
const authorization = `Bearer ${settings.cronSecret}`;

describe("the cron endpoint", () => {
  test("records the batch of the latest schedule date, stages its planning, and answers the same to every repeat", async () => {
    const answers = await Promise.all([
      ...Array.from({ length: 6 }, () =>
        api.app.inject({ url: "/api/cron/payouts", headers: { authorization } }),
      ),
      api.app.inject({ method: "POST", url: "/api/cron/payouts", headers: { authorization } }),
    ]);
    expect(answers.map((answer) => answer.statusCode)).toEqual(Array(7).fill(202));
    const bodies = answers.map((answer) =>
      answer.json<{ batchId: string; periodKey: string; created: boolean }>(),
    );
    expect(new Set(bodies.map((body) => body.batchId)).size).toBe(1);
    expect(bodies.filter((body) => body.created)).toHaveLength(1);
    expect(bodies[0]).toEqual({
      batchId: anyText,
      periodKey: "2026-12-01",
      created: bodies[0]?.created,
    });
    const jobs = await api.db.query("SELECT name, payload FROM outbox WHERE name = 'create-payout-batch'");
    expect(jobs).toEqual([{ name: "create-payout-batch", payload: { batchId: bodies[0]?.batchId } }]);
  });

  test.for([
    { when: "without a header", headers: {} },
    {
      when: "with a wrong secret of the same length",
      headers: { authorization: authorization.replace(/.$/, "X") },
    },
    { when: "with a secret of another length", headers: { authorization: "Bearer x" } },
    {
      when: "with the secret under another scheme",
      headers: { authorization: `Basic ${settings.cronSecret}` },
    },
    { when: "with an empty token", headers: { authorization: "Bearer " } },
  ])("refuses a call $when with 401 and does nothing", async ({ headers }) => {
    const before = await api.db.query("SELECT count(*) FROM payout_batches");
    const answer = await api.app.inject({ method: "POST", url: "/api/cron/payouts", headers });
    expect(answer.statusCode).toBe(401);
    expect(answer.json()).toMatchObject({ error: { code: "unauthorized" } });
    expect(await api.db.query("SELECT count(*) FROM payout_batches")).toEqual(before);
  });

  test("lets nobody in where no secret is configured, not even with an empty one", async () => {
    const open = await api.with({ cronSecret: null });
    for (const headers of [{}, { authorization: "Bearer " }, { authorization: "Bearer null" }]) {
      expect((await open.inject({ url: "/api/cron/payouts", headers })).statusCode).toBe(401);
    }
  });

  test.for(["application/json", "text/plain", "application/x-www-form-urlencoded"])(
    "does not care for a body of %s",
    async (type) => {
      const headers = { authorization, "content-type": type };
      const answer = await api.app.inject({
        method: "POST",
        url: "/api/cron/payouts",
        headers,
        payload: "{broken",
      });
      expect(answer.statusCode).toBe(202);
    },
  );
});

test("the cron secret is compared as hashes of equal length, so lengths and prefixes tell nothing", () => {
  expect(isSameSecret("secret", "secret")).toBe(true);
  for (const guess of ["", "s", "secre", "secret ", "secretsecret", "Secret"])
    expect(isSameSecret(guess, "secret")).toBe(false);
});
