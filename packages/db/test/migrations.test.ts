import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEmptyDatabase, type TestDatabase } from "@payrun/testkit";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { migrate, openDatabase, pendingMigrations, type Database } from "../src/index.ts";
import { schemaDrift, sqlFromNothing } from "../src/migrations/schema-diff.ts";

const prismaFolder = join(import.meta.dirname, "../prisma");
const migrationsFolder = join(prismaFolder, "migrations");
const names = readdirSync(migrationsFolder)
  .filter((name) => !name.endsWith(".toml"))
  .toSorted();
const schema = readFileSync(join(prismaFolder, "schema.prisma"), "utf8");

let database: TestDatabase;
let db: Database;
let folder: string;
beforeEach(async () => {
  database = await createEmptyDatabase();
  db = openDatabase(database.url, { poolSize: 2 });
  folder = mkdtempSync(join(tmpdir(), "payrun-migrations-"));
  cpSync(migrationsFolder, folder, { recursive: true });
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await db.close();
  await database.drop();
});

function writeMigration(name: string, sql: string): void {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, "migration.sql"), sql);
}

const exists = async (table: string): Promise<boolean> => {
  const [row] = await db.query<{ found: boolean }>("SELECT to_regclass($1) IS NOT NULL AS found", [table]);
  return row?.found ?? false;
};

describe("the migrations", () => {
  test("make of an empty database what schema.prisma says, seen from either side", async () => {
    await migrate(database.url);
    expect(await schemaDrift(database.url)).toEqual({ toSchema: "", toDatabase: "" });
  });

  test("print as the first one what schema.prisma says, under its header", async () => {
    const tables = readFileSync(join(migrationsFolder, "20261123000000_tables/migration.sql"), "utf8");
    expect(tables.replace(/^(?:--.*\n)+\n/, "")).toBe(await sqlFromNothing(database.url));
  });

  test("are seen to differ by one column", async () => {
    await migrate(database.url);
    await db.query("ALTER TABLE creators ADD COLUMN nickname text");
    expect(await schemaDrift(database.url)).toMatchObject({
      toSchema: expect.stringContaining('DROP COLUMN "nickname"') as string,
      toDatabase: expect.stringContaining('ADD COLUMN     "nickname"') as string,
    });
  });

  test("apply all at first and nothing after that", async () => {
    expect(await pendingMigrations(database.url)).toEqual(names);
    expect(await migrate(database.url)).toEqual({ applied: names });
    expect(await pendingMigrations(database.url)).toEqual([]);
    expect(await migrate(database.url)).toEqual({ applied: [] });
  });

  test("apply once when two migrators come at once", async () => {
    const both = await Promise.all([migrate(database.url), migrate(database.url)]);
    expect(both.flatMap(({ applied }) => applied)).toEqual(names);
  });

  test("are refused, and none is applied, when one was edited after it was applied", async () => {
    await migrate(database.url);
    writeMigration(names[1] ?? "", "SELECT 1;\n");
    writeMigration("20990101000000_next", "CREATE TABLE next_thing (id int);\n");
    await expect(migrate(database.url, { folder })).rejects.toThrow(
      `edited after they were applied: ${names[1]}`,
    );
    expect(await exists("next_thing")).toBe(false);
  });

  test("are refused when the database has one that this build lacks", async () => {
    writeMigration("20990101000000_newer", "CREATE TABLE newer_thing (id int);\n");
    await migrate(database.url, { folder });
    await expect(migrate(database.url)).rejects.toThrow("20990101000000_newer");
  });

  test("leave nothing behind of one that fails, say why, and apply it once it is corrected", async () => {
    writeMigration("20990101000000_bad", "CREATE TABLE half (id int);\nSELECT 1 / 0;\n");
    await expect(migrate(database.url, { folder })).rejects.toThrow(
      "migration 20990101000000_bad: division by zero",
    );
    expect(await exists("half")).toBe(false);
    expect(await pendingMigrations(database.url)).toEqual([]);

    writeMigration("20990101000000_bad", "CREATE TABLE half (id int);\n");
    expect(await migrate(database.url, { folder })).toEqual({ applied: ["20990101000000_bad"] });
    expect(await exists("half")).toBe(true);
  });

  test.for(names)("%s begins with why, locks, deploy and undo", (name) => {
    const sql = readFileSync(join(migrationsFolder, name, "migration.sql"), "utf8");
    const header = sql.slice(0, sql.search(/^(?!--)/m));
    expect([...header.matchAll(/^-- ([A-Z]\w+): \S.{20,}/gm)].map(([, word]) => word)).toEqual([
      "Why",
      "Locks",
      "Deploy",
      "Undo",
    ]);
  });

  test("and this package's page name the same laws", async () => {
    await migrate(database.url);
    const laws = await db.query<{ name: string }>(
      `SELECT conname AS name FROM pg_constraint WHERE contype = 'c' AND connamespace = 'public'::regnamespace
       UNION SELECT tgname FROM pg_trigger WHERE NOT tgisinternal
       UNION SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indpred IS NOT NULL AND i.indisunique
       ORDER BY name`,
    );
    const page = readFileSync(join(import.meta.dirname, "../README.md"), "utf8");
    expect(laws.map(({ name }) => name).filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });
});

describe("the schema explains itself", () => {
  const models = [...schema.matchAll(/((?:^\/\/\/.*\n)*)^model (\w+) \{\n([\s\S]*?)^\}/gm)].map(
    ([, comment = "", model = "", body = ""]) => ({
      model,
      comment,
      fields: [...body.matchAll(/((?:^ +\/\/\/.*\n)*)^ +(\w+) +(\w+)/gm)].map(
        ([, about = "", field = "", type = ""]) => ({ about, field, type }),
      ),
    }),
  );

  test("in every model", () => {
    expect(models.length).toBeGreaterThan(30);
    expect(models.filter(({ comment }) => comment === "").map(({ model }) => model)).toEqual([]);
  });

  test("in every amount of money, which is a whole number of minor units", () => {
    const amounts = models.flatMap(({ model, fields }) =>
      fields.filter(({ field }) => /[mM]inor$/.test(field)).map((field) => ({ model, ...field })),
    );
    expect(amounts.length).toBeGreaterThan(20);
    expect(
      amounts.filter(({ about }) => about === "").map(({ model, field }) => `${model}.${field}`),
    ).toEqual([]);
    expect(amounts.filter(({ type }) => !["BigInt", "Json", "Decimal"].includes(type))).toEqual([]);
  });
});
