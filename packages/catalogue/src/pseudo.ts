import type { Words } from "./words.ts";

const [PLAIN, ACCENTED] = ["aceinosuyzACEINOSUYZ", "áçéíñóšúýžÁÇÉÍÑÓŠÚÝŽ"];

/**
 * A language that nobody speaks, to find what would break in another: every text has accents, is 40 % longer, and
 * stands in brackets, so that English that is written elsewhere, and text that is cut off, catch the eye. Placeholders,
 * nested texts and tags stay as they are.
 */
export function pseudo<Some extends Partial<Words>>(words: Some): Some {
  return pseudoOf(words) as Some;
}

function pseudoOf(words: unknown): unknown {
  if (typeof words === "string") return pseudoText(words);
  return Object.fromEntries(Object.entries(words as object).map(([key, value]) => [key, pseudoOf(value)]));
}

const filledIn = /\{\{.*?\}\}|\$t\(.*?\)|<[^>]*>/gu;

function pseudoText(text: string): string {
  const drawn = text.replaceAll(/\{\{.*?\}\}|\$t\(.*?\)|<[^>]*>|[a-z]/giu, (part) =>
    part.length === 1 && PLAIN.includes(part) ? ACCENTED.charAt(PLAIN.indexOf(part)) : part,
  );
  return `[${drawn} ${padding(Math.ceil(text.replaceAll(filledIn, "").length * 0.4))}]`;
}

/** In words: one long one would find faults that no language has. */
function padding(length: number): string {
  return "~~~~~ "
    .repeat(Math.ceil(length / 6))
    .slice(0, Math.max(length, 1))
    .trim();
}
