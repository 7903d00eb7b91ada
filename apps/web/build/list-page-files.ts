import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin, Rolldown } from "vite";

const routes = join(import.meta.dirname, "../src/app/routes/page-routes.ts");
const route = /path: "([^"]+)",[^}]*?import\(\s*"[./]+\/(pages\/[^"]+)"/g;

/** Writes down which files each page needs beyond the first ones, for the server: it knows the page before scripts do. */
export function listPageFiles(): Plugin {
  return {
    name: "payrun-list-page-files",
    apply: "build",
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
      const first = reachedFrom(
        chunks.filter((chunk) => chunk.isEntry),
        chunks,
      );
      const filesOf = pages().map(([path, module]) => {
        const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(`/${module}`) === true);
        if (chunk === undefined) throw new Error(`no file has the page ${path} (${module})`);
        return [path, filesOfChunks([...reachedFrom([chunk], chunks)].filter((each) => !first.has(each)))];
      });
      const source = JSON.stringify(Object.fromEntries(filesOf));
      this.emitFile({ type: "asset", fileName: "page-files.json", source });
    },
  };
}

/** The path of each page that is fetched when somebody goes there, and its module. */
function pages(): readonly (readonly [path: string, module: string])[] {
  const text = readFileSync(routes, "utf8");
  const found = [...text.matchAll(route)].map(([, path = "", module = ""]) => [path, module] as const);
  const expected = text.split("lazyPage(").length - 1;
  if (found.length !== expected) throw new Error(`${found.length} of ${expected} lazy pages are understood`);
  return found;
}

type Chunks = readonly Rolldown.OutputChunk[];

function reachedFrom(start: Chunks, chunks: Chunks): ReadonlySet<Rolldown.OutputChunk> {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const reached = new Set(start);
  for (const chunk of reached) {
    for (const name of chunk.imports) {
      const imported = byName.get(name);
      if (imported !== undefined) reached.add(imported);
    }
  }
  return reached;
}

function filesOfChunks(chunks: Chunks): readonly string[] {
  return chunks.flatMap((chunk) => [chunk.fileName, ...(chunk.viteMetadata?.importedCss ?? [])]);
}
