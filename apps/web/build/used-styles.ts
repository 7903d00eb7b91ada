import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Plugin } from "vite";

const everything = /\/@mantine\/core\/styles\.css$/;
const classNames = /\/@mantine\/core\/esm\/.*\/(\w+)\.module\.mjs$/;
/** What every component builds on. */
const grounds = ["baseline", "default-css-variables", "global"];

/**
 * Of Mantine's stylesheet only what the app's components are drawn with, in the order that it has there: half of what the
 * first paint waits for on the wire.
 *
 * @param modules all that the app is built from, by their files.
 */
export function usedStyles(modules: ReadonlySet<string>): Plugin {
  const components = [...modules].flatMap((id) => classNames.exec(id)?.[1] ?? []);
  return {
    name: "payrun-used-styles",
    apply: "build",
    enforce: "pre",
    load(id) {
      if (!everything.test(id)) return null;
      const sheet = readFileSync(id, "utf8");
      const folder = join(dirname(id), "styles");
      checkThatAllIsKnown(sheet, folder);
      return [...grounds, ...components]
        .map((name) => partOf(sheet, join(folder, `${name}.css`)))
        .toSorted((left, right) => left.place - right.place)
        .map(({ text }) => text)
        .join("\n");
    },
  };
}

type Part = { readonly place: number; readonly text: string };

function partOf(sheet: string, file: string): Part {
  if (!existsSync(file)) throw new Error(`${basename(file)} is used, and Mantine has no such styles`);
  const text = readFileSync(file, "utf8").trim();
  const place = sheet.indexOf(text);
  if (place === -1) throw new Error(`${basename(file)} does not stand in Mantine's styles.css`);
  return { place, text };
}

/** The parts make up the whole: nothing is left out for being in none of them. */
function checkThatAllIsKnown(sheet: string, folder: string): void {
  const files = readdirSync(folder).filter((name) => name.endsWith(".css") && !name.includes(".layer."));
  const rest = files
    .map((name) => partOf(sheet, join(folder, name)))
    .toSorted((left, right) => right.text.length - left.text.length)
    .reduce((left, { text }) => left.replace(text, () => ""), sheet);
  if (rest.trim() !== "")
    throw new Error(`parts of Mantine's styles are in no file: ${rest.trim().slice(0, 200)}`);
}
