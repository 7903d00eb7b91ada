import type { Words } from "@payrun/catalogue/browser";

const [plain, accents] = ["aceinouyACEINOUY", "áçéíñöüýÁÇÉÍÑÖÜÝ"];

/** Every text about 40 % longer, accented and in brackets: what is cut off or not in the catalogue is seen at once. */
export function pseudoWords(words: Words): Words {
  return mapTexts(words, pseudo) as Words;
}

function mapTexts(words: unknown, map: (text: string) => string): unknown {
  if (typeof words === "string") return map(words);
  const entries = Object.entries(words as Readonly<Record<string, unknown>>);
  return Object.fromEntries(entries.map(([key, value]) => [key, mapTexts(value, map)]));
}

/** Leaves what stands in `{{…}}`, `$t(…)` and tags alone. */
function pseudo(text: string): string {
  const parts = text.split(/(\{\{[^}]*\}\}|\$t\([^)]*\)|<[^>]*>)/);
  const drawn = parts.map((part, position) =>
    position % 2 === 1
      ? part
      : part.replace(/[aceinouy]/gi, (letter) => accents.charAt(plain.indexOf(letter))),
  );
  return `[${drawn.join("")}${" ~".repeat(Math.ceil(text.length / 5))}]`;
}
