export type Identified = { readonly id: string };

/** A changed row, or the id of a removed one. */
export type Change = readonly [table: string, row: Identified] | readonly [table: string, removedId: string];

export type RecordChange = (change: Change) => void;

/** What a table needs to tell the outside. */
export type Hooks<Row> = {
  readonly changed: RecordChange;
  /** Called once per row, also when it is read back from disk. */
  readonly inserted?: (row: Row) => void;
  /** What `of` finds the row by; it must never change. */
  readonly groupBy?: (row: Row) => string | null;
};

/**
 * Rows by id, in the order of insertion, never removed. Rows are changed in place and then `put`, so that
 * every index keeps pointing at the one row.
 */
export class OrderedTable<Row extends Identified> {
  readonly rows: Row[] = [];
  readonly name: string;
  readonly #positions = new Map<string, number>();
  readonly #groups = new Map<string, Row[]>();
  readonly #hooks: Hooks<Row>;

  constructor(name: string, hooks: Hooks<Row>) {
    this.name = name;
    this.#hooks = hooks;
  }

  get(id: string): Row | undefined {
    const position = this.#positions.get(id);
    return position === undefined ? undefined : this.rows[position];
  }

  /** How many rows came before it; throws for a row of elsewhere. */
  positionOf({ id }: Row): number {
    const position = this.#positions.get(id);
    if (position === undefined) throw new Error(`${id} is not among the ${this.name}`);
    return position;
  }

  /** The rows of one group (`groupBy`), oldest first. */
  of(group: string): readonly Row[] {
    return this.#groups.get(group) ?? [];
  }

  put(row: Row): void {
    this.load(row);
    this.#hooks.changed([this.name, row]);
  }

  /** Like `put`, without telling the journal: the row came from there. */
  load(row: Row): void {
    const known = this.get(row.id);
    if (known === undefined) {
      this.#positions.set(row.id, this.rows.length);
      this.rows.push(row);
      this.#group(row);
      this.#hooks.inserted?.(row);
    } else if (known !== row) {
      Object.assign(known, row);
    }
  }

  clear(): void {
    this.rows.length = 0;
    this.#positions.clear();
    this.#groups.clear();
  }

  #group(row: Row): void {
    const group = this.#hooks.groupBy?.(row) ?? null;
    if (group === null) return;
    const rows = this.#groups.get(group);
    if (rows === undefined) this.#groups.set(group, [row]);
    else rows.push(row);
  }
}

/** Rows by id that come and go. */
export class KeyedTable<Row extends Identified> {
  readonly name: string;
  readonly #rows = new Map<string, Row>();
  readonly #changed: RecordChange;

  constructor(name: string, changed: RecordChange) {
    this.name = name;
    this.#changed = changed;
  }

  get size(): number {
    return this.#rows.size;
  }

  get(id: string): Row | undefined {
    return this.#rows.get(id);
  }

  values(): IterableIterator<Row> {
    return this.#rows.values();
  }

  put(row: Row): void {
    this.load(row);
    this.#changed([this.name, row]);
  }

  load(row: Row): void {
    this.#rows.set(row.id, row);
  }

  remove(id: string): void {
    this.unload(id);
    this.#changed([this.name, id]);
  }

  /** Forgets a row without telling the journal: whoever reads it back would forget it too. */
  unload(id: string): void {
    this.#rows.delete(id);
  }

  clear(): void {
    this.#rows.clear();
  }
}
