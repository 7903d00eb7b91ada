import type { Words } from "./words.ts";

const ACCENTED: Readonly<Record<string, string>> = Object.fromEntries(
  [...("aáeéiíoóuúAÁEÉIÍOÓUÚcçnñsšyýzžCÇNÑSŠYÝZŽ".match(/../gu) ?? [])].map((pair) => [...pair]),
);

/**
 * A language that nobody speaks, to find what would break in another: every text has accents, is 40 % longer, and
 * stands in brackets, so that English that is written elsewhere, and text that is cut off, catch the eye. Placeholders
 * stay as they are.
 */
export function pseudo(words: Words): Words {
  return pseudoOf(words) as Words;
}

function pseudoOf(words: unknown): unknown {
  if (typeof words === "string") return pseudoText(words);
  return Object.fromEntries(Object.entries(words as object).map(([key, value]) => [key, pseudoOf(value)]));
}

function pseudoText(text: string): string {
  const accented = text.replaceAll(/\{\{.*?\}\}|<\/?\w+>|[a-z]/giu, (part) => ACCENTED[part] ?? part);
  const padding = "~".repeat(Math.ceil(text.replaceAll(/\{\{.*?\}\}/gu, "").length * 0.4));
  return `[${accented} ${padding}]`;
}
