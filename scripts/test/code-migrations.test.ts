import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const folder = join(import.meta.dirname, "../../packages/db/prisma/migrations");
const migrations = globSync("*/migration.sql", { cwd: folder });

/** The comment that a migration begins with, up to its first empty line. */
function header(file: string): string {
  return readFileSync(join(folder, file), "utf8").split("\n\n")[0] ?? "";
}

describe("every migration begins with a comment", () => {
  test("and there are migrations to look at", () => {
    expect(migrations.length).toBeGreaterThan(0);
  });

  test.for(migrations)("%s", (file) => {
    const lines = header(file).split("\n");
    expect(lines.filter((line) => !line.startsWith("--"))).toEqual([]);
    const parts = lines.flatMap((line) => /^-- (Why|Locks|Deploy|Undo): \S/.exec(line)?.[1] ?? []);
    expect(parts).toEqual(["Why", "Locks", "Deploy", "Undo"]);
  });
});
