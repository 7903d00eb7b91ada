import { join } from "node:path";
import { build, type Plugin, type Rolldown } from "vite";

const source = join(import.meta.dirname, "../src/early/early.ts");
/** In index.html: before anything that is fetched. */
const place = "<!-- payrun:early -->";

/** Puts `src/early/early.ts` into the page itself, small and whole, with the names of the files that it fetches. */
export function inlineEarly(): Plugin {
  return {
    name: "payrun-inline-early",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      async handler(page, { bundle = {} }) {
        const script = await earlyScript(wordFiles(Object.values(bundle)));
        if (!page.includes(place)) throw new Error(`index.html has no ${place}`);
        return page.replace(place, () => `<script nonce="__CSP_NONCE__">${script.trim()}</script>`);
      },
    },
  };
}

type Files = readonly (Rolldown.OutputChunk | Rolldown.OutputAsset)[];

/** Of each language the file with the first words and the one with the rest. */
function wordFiles(files: Files): Readonly<Record<string, readonly [string, string]>> {
  const fileOf = (locale: string, part: string): string => {
    const ending = `/catalogue/src/${locale}/${part}-words.ts`;
    const chunk = files.find(
      (file) => file.type === "chunk" && file.facadeModuleId?.endsWith(ending) === true,
    );
    if (chunk === undefined) throw new Error(`no file has the ${part} words of ${locale}`);
    return `/${chunk.fileName}`;
  };
  return Object.fromEntries(
    ["en", "de", "ja"].map((locale) => [locale, [fileOf(locale, "first"), fileOf(locale, "more")] as const]),
  );
}

async function earlyScript(files: ReturnType<typeof wordFiles>): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "error",
    define: { wordFiles: JSON.stringify(files) },
    build: {
      write: false,
      target: "es2023",
      modulePreload: false,
      rolldownOptions: { input: source, output: { format: "iife" } },
    },
  });
  if (!("output" in built)) throw new Error("one build was asked for, and something else came back");
  const [chunk] = built.output;
  // Inside of a page this would end the script.
  if (chunk.code.includes("</")) throw new Error("the early script cannot stand in a page");
  return chunk.code;
}
