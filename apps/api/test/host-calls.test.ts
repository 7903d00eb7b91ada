import { saveApiKey } from "@payrun/db";
import { describe, expect, test } from "vitest";
import { intakeCalls } from "../src/host/intake-calls.ts";
import { newApiKey, storedForm } from "../src/security/api-key.ts";
import { anyText, apiOfTestFile, hostApiKey, metric, post } from "./test-api.ts";

const api = apiOfTestFile();

type Answer = {
  counts: Record<string, number>;
  results: { status: string; id?: string; error?: { code: string } }[];
};

describe("the host platform's calls", () => {
  test("take the very rows that the document shows as examples, one after the other", async () => {
    for (const { path, name, example } of intakeCalls) {
      const answer = await post(api.app, path, { [name]: [example] });
      expect(answer.statusCode, answer.body).toBe(200);
      expect(answer.json<Answer>()).toMatchObject({
        counts: { created: 1, refused: 0 },
        results: [{ status: "created" }],
      });
    }
  });

  test("take a bare array too, answer a repeat with the same ids, and count rows in the metrics", async () => {
    const rows = [{ sourceId: "c1", handle: "c1", currency: "USD" }, { sourceId: "c2" }];
    const first = (await post(api.app, "creators", rows)).json<Answer>();
    const second = (await post(api.app, "creators", { creators: rows })).json<Answer>();
    expect(first.counts).toEqual({ created: 1, unchanged: 0, updated: 0, refused: 1 });
    expect(second.counts).toEqual({ created: 0, unchanged: 1, updated: 0, refused: 1 });
    expect(second.results[0]?.id).toBe(first.results[0]?.id);
    expect(await metric(api.app, 'payrun_intake_rows_total{kind="creators",result="refused"}')).toBe(2);
  });

  test("refuse a contradicting row by index with both values while good rows are kept", async () => {
    const tip = (sourceId: string, grossMinor: number) => ({
      sourceType: "tip",
      sourceId,
      creatorSourceId: "c3",
      grossMinor,
      feeMinor: 0,
      currency: "EUR",
      earnedAt: "2026-11-30T00:00:00Z",
    });
    await post(api.app, "creators", [{ sourceId: "c3", handle: "c3", currency: "EUR" }]);
    await post(api.app, "earnings", [tip("a", 100)]);
    const answer = (
      await post(api.app, "earnings", { earnings: [tip("b", 1), tip("a", 101), tip("c", 1)] })
    ).json<Answer>();
    expect(answer.results).toMatchObject([
      { index: 0, status: "created" },
      {
        index: 1,
        status: "refused",
        error: { code: "source_id_conflict", stored: { grossMinor: "100" }, sent: { grossMinor: "101" } },
      },
      { index: 2, status: "created" },
    ]);
  });
});

describe("an oversized call is refused whole", () => {
  const rows = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ sourceId: `o${i}`, handle: `o${i}`, currency: "USD" }));

  test("one row too many: with numbers, and nothing is written", async () => {
    const answer = await post(api.app, "creators", { creators: rows(1001) });
    expect(answer.statusCode).toBe(413);
    expect(answer.json()).toMatchObject({ error: { code: "too_many_rows", rows: 1001, rowsMax: 1000 } });
    expect(await api.db.query("SELECT id FROM creators WHERE source_id = 'o0'")).toEqual([]);
  });

  test("exactly as many as fit: taken", async () => {
    expect((await post(api.app, "creators", rows(1000))).json<Answer>().counts).toMatchObject({
      created: 1000,
    });
  });

  test("too many bytes: with the limit", async () => {
    const answer = await post(api.app, "creators", [{ sourceId: "x".repeat(3 * 1024 * 1024) }]);
    expect(answer.statusCode).toBe(413);
    expect(answer.json()).toMatchObject({ error: { code: "body_too_large", bytesMax: 2 * 1024 * 1024 } });
  });
});

describe("a call is refused with 400 and a clear word", () => {
  test.for([
    { when: "no rows", body: { earnings: [] }, code: "no_rows" },
    { when: "rows under another name", body: { tips: [{}] }, code: "malformed_body" },
    { when: "a second field", body: { earnings: [{}], dryRun: true }, code: "malformed_body" },
    { when: "an object in place of the rows", body: { earnings: { 0: {} } }, code: "malformed_body" },
    { when: "a number", body: 7, code: "malformed_body" },
    { when: "null", body: null, code: "malformed_body" },
    { when: "broken JSON", body: '{"earnings": [', code: "malformed_json" },
    { when: "nothing at all", body: "", code: "malformed_json" },
    { when: "a poisoned prototype", body: '{"__proto__": {"x": 1}, "earnings": []}', code: "malformed_json" },
    { when: "a hundred thousand open brackets", body: "[".repeat(100_000), code: "malformed_json" },
  ])("$when", async ({ body, code }) => {
    const answer = await post(api.app, "earnings", body);
    expect(answer.statusCode, answer.body).toBe(400);
    expect(answer.json()).toMatchObject({ error: { code, message: anyText } });
  });

  test("another content type is 415", async () => {
    for (const type of ["text/plain", "application/xml", "multipart/form-data"]) {
      expect((await post(api.app, "earnings", "[]", { "content-type": type })).statusCode).toBe(415);
    }
  });
});

test.for([
  { what: "NUL bytes", row: '{"sourceId": "a\\u0000b", "handle": "h", "currency": "USD"}' },
  {
    what: "a number beyond 64 bits",
    row: '{"sourceId": "n", "handle": "n", "currency": "USD", "minimumMinor": {"USD": 1e400}}',
  },
  {
    what: "a number beyond 2^53",
    row: '{"sourceId": "n", "handle": "n", "currency": "USD", "minimumMinor": {"USD": 99999999999999999999}}',
  },
  { what: "half a surrogate pair", row: '{"sourceId": "\\ud800", "handle": "n", "currency": "USD"}' },
  { what: "a deep nest", row: `${"[".repeat(50_000)}${"]".repeat(50_000)}` },
  { what: "an endless field name", row: `{"${"k".repeat(100_000)}": 1}` },
])("a row with $what is refused as a row, and the next one is kept", async ({ what, row }) => {
  const good = { sourceId: `after ${what}`, handle: `after-${what.replaceAll(/\W/g, "-")}`, currency: "USD" };
  const answer = await post(api.app, "creators", `[${row}, ${JSON.stringify(good)}]`);
  expect(answer.statusCode, answer.body.slice(0, 500)).toBe(200);
  expect(answer.json<Answer>().results).toMatchObject([
    { status: "refused", error: { code: "malformed" } },
    { status: "created" },
  ]);
  expect(answer.body.length).toBeLessThan(2_000);
});

describe("an API key", () => {
  test("is needed, and checked before the body is read", async () => {
    for (const authorization of ["", "Bearer", "Bearer payrun_wrong", `Basic ${hostApiKey}`, hostApiKey]) {
      const answer = await post(api.app, "creators", "{broken", { authorization });
      expect(answer.statusCode).toBe(401);
      expect(answer.headers["www-authenticate"]).toBe("Bearer");
    }
  });

  test("is stored as its hash alone, works until it is revoked, and notes when it was used", async () => {
    const key = newApiKey();
    expect(key).toMatch(/^payrun_[\w-]{32}$/);
    await saveApiKey(api.db, { name: "second host", ...storedForm(key) });
    const call = () =>
      post(api.app, "creators", [{ sourceId: "k", handle: "k", currency: "USD" }], {
        authorization: `Bearer ${key}`,
      });
    expect((await call()).statusCode).toBe(200);
    const [row] = await api.db.query("SELECT * FROM api_keys WHERE name = 'second host'");
    expect(row?.["last_used_at"]).toBeInstanceOf(Date);
    expect(JSON.stringify(row)).not.toContain(key);
    await api.db.query("UPDATE api_keys SET revoked_at = now() WHERE name = 'second host'");
    expect((await call()).statusCode).toBe(401);
  });

  test("of the environment that was revoked stays revoked when the API starts again", async () => {
    const key = "payrun_revoked-in-the-database";
    const call = async () =>
      (await post(await api.with({ hostApiKey: key }), "creators", [{}], { authorization: `Bearer ${key}` }))
        .statusCode;
    expect(await call()).toBe(200);
    await api.db.query("UPDATE api_keys SET revoked_at = now() WHERE key_hash = $1", [
      storedForm(key).keyHash,
    ]);
    expect(await call()).toBe(401);
  });

  test("is never written to the log", () => {
    expect(api.logged()).toContain("rows taken");
    expect(api.logged()).not.toContain(hostApiKey);
  });
});

test("the OpenAPI document names only what is in it, and has patterns that every language reads", async () => {
  const document = (await api.app.inject({ url: "/v1/openapi.json" })).json<object>();
  const said = { references: new Set<string>(), patterns: new Set<string>() };
  JSON.stringify(document, (key, value: unknown) => {
    if (key === "$ref") said.references.add(String(value));
    if (key === "pattern") said.patterns.add(String(value));
    return value;
  });
  const isThere = (reference: string) =>
    reference.startsWith("#/") &&
    reference
      .slice(2)
      .split("/")
      .reduce<unknown>((place, name) => (place as Record<string, unknown> | undefined)?.[name], document) !==
      undefined;
  expect(said.references.size).toBeGreaterThan(0);
  expect([...said.references].filter((reference) => !isThere(reference))).toEqual([]);
  expect(said.patterns.size).toBeGreaterThan(5);
  expect([...said.patterns].filter((pattern) => /\\[pPu]/.test(pattern))).toEqual([]);
});

test("the OpenAPI document is made from the schemas, with an example of every call, and needs no key", async () => {
  const answer = await api.app.inject({ url: "/v1/openapi.json" });
  const document = answer.json<{
    openapi: string;
    paths: Record<string, { post: { requestBody: { content: object } } }>;
  }>();
  expect(document.openapi).toBe("3.1.0");
  expect(Object.keys(document.paths)).toEqual([
    "/v1/creators",
    "/v1/token-purchases",
    "/v1/earnings",
    "/v1/reversals",
  ]);
  expect(document.paths["/v1/earnings"]?.post.requestBody.content).toMatchObject({
    "application/json": {
      schema: {
        properties: {
          earnings: {
            maxItems: 1000,
            items: { additionalProperties: false, title: "Earning" },
          },
        },
      },
      examples: { one: { value: { earnings: [{ sourceType: "tip" }] } } },
    },
  });
  expect(answer.body).not.toContain('"$schema"');
});
