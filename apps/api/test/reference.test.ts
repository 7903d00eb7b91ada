import { de, en, ja } from "@payrun/catalogue";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import superjson from "superjson";
import { z } from "zod";
import { describe, expect, test } from "vitest";
import { creatorRouter } from "../src/creator/creator-router.ts";
import { procedureFacts } from "../src/reference/procedure-facts.ts";
import { referencePages } from "../src/reference/reference-pages.ts";
import { trpcCodeFor } from "../src/trpc/refusal.ts";
import { refusedBy } from "../src/reference/refused-by.ts";
import { schemaFields } from "../src/reference/schema-fields.ts";
import { walkProcedures } from "./policy/walk-procedures.ts";

const folder = join(import.meta.dirname, "../../../docs/api");
const procedures = procedureFacts(creatorRouter);

describe("the reference of the API", () => {
  test.for(Object.entries(referencePages()))("docs/api/%s is what the schemas say now", ([file, text]) => {
    expect(readFileSync(join(folder, file), "utf8"), "run `npm run api:reference`").toBe(text);
  });

  test.for(procedures)("$path says what it does, and what it gives", ({ description, kind, output }) => {
    expect(description).toMatch(/^[A-Z].*\S \S.*\.$/u);
    expect(kind === "query" && output.length === 0).toBe(false);
  });

  test.for(procedures)("$path has an example that its schema takes", ({ path, sample }) => {
    const [schema = z.void()] = walkProcedures().find((each) => each.path === `creator/${path}`)?.inputs ?? [
      z.never(),
    ];
    const sent = sample === null ? undefined : superjson.deserialize(JSON.parse(sample));
    expect(schema.safeParse(sent)).toMatchObject({ success: true });
  });

  test("an amount says its unit", () => {
    const silent = procedures.flatMap(({ path, input, output }) =>
      [...input, ...output]
        .filter((field) => field.path.endsWith("Minor") && !/minor unit/iu.test(field.description))
        .map((field) => `${path} ${field.path}`),
    );
    expect(silent).toEqual([]);
  });

  test("only procedures that exist refuse", () => {
    const paths = new Set(procedures.map(({ path }) => path));
    const named = Object.values(refusedBy).flatMap((by) => (typeof by === "string" ? [] : by));
    expect(named.filter((path) => !paths.has(path))).toEqual([]);
  });
});

test.for([
  ["English", en],
  ["German", de],
  ["Japanese", ja],
] as const)("every refusal has its sentence in %s, and no sentence is left over", ([, { refusals }]) => {
  expect(Object.keys(refusals).toSorted()).toEqual(Object.keys(trpcCodeFor).toSorted());
});

test("a schema is told field by field, with bounds, lists, variants and what superjson carries", () => {
  const schema = z.strictObject({
    amountMinor: z.bigint().min(1n).describe("Minor units."),
    at: z.date().nullable(),
    name: z.string().min(1).max(60).optional(),
    rows: z.array(
      z.discriminatedUnion("kind", [
        z.object({ kind: z.literal("tip"), tokens: z.int().max(5) }),
        z.object({ kind: z.literal("call"), status: z.enum(["asked", "paid"]) }),
      ]),
    ),
  });
  const lines = schemaFields(schema, "input").map(
    ({ path, type, isOptional, description }) => `${path}${isOptional ? "?" : ""}: ${type} ${description}`,
  );
  expect(lines.join("\n")).toMatchInlineSnapshot(`
    "amountMinor: bigint Minor units.
    at: Date or null 
    name?: string, 1 to 60 characters 
    rows: list of object 
    rows[].kind: "tip" 
    rows[].tokens: integer, at most 5 
    rows[].kind: "call" 
    rows[].status: "asked" or "paid" "
  `);
});
