import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Font } from "@react-pdf/renderer";
import { woffToSfnt } from "./woff-to-sfnt.ts";

const { resolve } = createRequire(import.meta.url);

/** The scripts that names are written in, most frequent first. A letter is drawn by the first that has it. */
const NOTO_SCRIPTS = ["latin", "latin-ext", "cyrillic", "greek", "vietnamese"] as const;
const JAPANESE = "Kosugi";
/** Those of Noto Sans. */
const LINES = { ascent: 1.069, descent: 0.293 };

/** For `fontFamily`: Latin, Greek and Cyrillic by Noto Sans, Japanese by Kosugi. */
export const textFonts: string[] = [...NOTO_SCRIPTS.map(notoFamily), JAPANESE];

let registered = false;

/** Makes the fonts known to the renderer, once a process. They are files of packages: nothing is fetched. */
export function registerFonts(): void {
  if (registered) return;
  registered = true;
  for (const script of NOTO_SCRIPTS) {
    const fonts = ([400, 700] as const).map((fontWeight) => ({
      fontWeight,
      src: unpacked(`@fontsource/noto-sans/files/noto-sans-${script}-${fontWeight}-normal.woff`),
    }));
    Font.register({ family: notoFamily(script), fonts });
  }
  Font.register({
    family: JAPANESE,
    src: unpacked("@fontsource/kosugi/files/kosugi-japanese-400-normal.woff"),
  });
  // Amounts, ids and dates are never broken inside.
  Font.registerHyphenationCallback((word) => [word]);
}

function notoFamily(script: string): string {
  return `Noto Sans ${script}`;
}

function unpacked(file: string): string {
  const postscriptName = file.replace(/^.*\//, "").replace(/\.woff$/, "");
  return `data:font/ttf;base64,${woffToSfnt(readFileSync(resolve(file)), postscriptName, LINES).toString("base64")}`;
}
