/** Rows by what they have in common, in the order in which they were added. */
export class GroupIndex<Row> {
  readonly #groups = new Map<string, Row[]>();

  add(group: string, row: Row): void {
    const rows = this.#groups.get(group);
    if (rows === undefined) this.#groups.set(group, [row]);
    else rows.push(row);
  }

  of(group: string): readonly Row[] {
    return this.#groups.get(group) ?? [];
  }

  groups(): IterableIterator<[group: string, rows: readonly Row[]]> {
    return this.#groups.entries();
  }

  clear(): void {
    this.#groups.clear();
  }
}
