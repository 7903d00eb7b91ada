import { readFileSync } from "node:fs";
import { noFilter, schemaPath, withSchemaEngine } from "./schema-engine.ts";

/** The SQL that makes an empty database what `schema.prisma` says. The first part of a rebuilt initial migration. */
export async function sqlFromNothing(databaseUrl: string): Promise<string> {
  return withSchemaEngine(databaseUrl, async (engine) => {
    const file = { path: "schema.prisma", content: readFileSync(schemaPath, "utf8") };
    const { stdout } = await engine.diff({
      from: { tag: "empty" },
      to: { tag: "schemaDatamodel", files: [file] },
      script: true,
      exitCode: null,
      filters: noFilter,
    });
    return stdout ?? "";
  });
}
