/** What the address of "Why wasn't I paid?" may say. */
export type DecisionsSearch = {
  /** Every date, also those that paid; absent: those that did not. */
  readonly show?: "all";
};

/** Never throws: what cannot be meant is left out. */
export function decisionsSearch(given: Readonly<Record<string, unknown>>): DecisionsSearch {
  return given["show"] === "all" ? { show: "all" } : {};
}
