import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Plugin } from "vite";

const worthIt = new Set([".js", ".css", ".svg"]);
/** A packet holds this much: smaller files arrive no sooner. */
const leastBytes = 1_400;

/** Writes `.br` and `.gz` beside every asset, so that the server compresses nothing while somebody waits. */
export function precompress(): Plugin {
  return {
    name: "payrun-precompress",
    apply: "build",
    writeBundle: {
      sequential: true,
      async handler({ dir = "dist" }) {
        const names = await readdir(dir, { recursive: true });
        await Promise.all(
          names.filter((name) => worthIt.has(extname(name))).map((name) => compress(join(dir, name))),
        );
      },
    },
  };
}

async function compress(file: string): Promise<void> {
  // Names carry a hash of the content.
  if (existsSync(`${file}.br`) && file.includes("assets")) return;
  const content = await readFile(file);
  if (content.length < leastBytes) return;
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(content, quality),
    promisify(gzip)(content, { level: 9 }),
  ]);
  await Promise.all([writeFile(`${file}.br`, br), writeFile(`${file}.gz`, gz)]);
}
