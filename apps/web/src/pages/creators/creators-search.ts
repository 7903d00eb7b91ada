/** What the directory's address may say. */
export type CreatorsSearch = {
  /** How a name or handle begins. */
  readonly search?: string;
};

const CHARACTERS_MAX = 64;

/** Never throws: what cannot be meant is left out. */
export function creatorsSearch(given: Readonly<Record<string, unknown>>): CreatorsSearch {
  const text = given["search"];
  // A search of digits comes out of the address as a number.
  if (typeof text !== "string" && typeof text !== "number") return {};
  const search = String(text)
    .replaceAll(/[\p{Cc}\p{Cs}]/gu, "")
    .trim()
    .slice(0, CHARACTERS_MAX);
  return search === "" ? {} : { search };
}
