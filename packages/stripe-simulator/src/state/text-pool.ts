const keptMax = 20_000;

/**
 * Gives one and the same string for equal texts that come soon after each other, so that a million rows
 * with the same batch id in their metadata hold it once.
 */
export class TextPool {
  #texts = new Map<string, string>();

  share(text: string): string {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    if (this.#texts.size >= keptMax) this.#texts.clear();
    this.#texts.set(text, text);
    return text;
  }
}
