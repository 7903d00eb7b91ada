import { KeyedTable, type RecordChange } from "./table.ts";

/** Something that happens by itself once the simulator's clock has come that far. */
export type AgendaRow = {
  readonly id: string;
  /** Which handler of `run-due.ts` runs. */
  readonly kind: string;
  /** What it is about: an id, as the handler understands it. */
  readonly subject: string;
  /** Unix seconds. */
  readonly dueSeconds: number;
};

/** Rows by id, and the earliest of them first: a binary heap that ignores what was removed or replaced since. */
export class AgendaTable extends KeyedTable<AgendaRow> {
  readonly #heap: AgendaRow[] = [];

  constructor(changed: RecordChange) {
    super("agenda", changed);
  }

  override load(row: AgendaRow): void {
    super.load(row);
    this.#push(row);
  }

  override clear(): void {
    super.clear();
    this.#heap.length = 0;
  }

  /** The earliest row; undefined when nothing is ahead. */
  first(): AgendaRow | undefined {
    for (let top = this.#heap[0]; top !== undefined; top = this.#heap[0]) {
      if (this.get(top.id) === top) return top;
      this.#pop();
    }
    return undefined;
  }

  #push(row: AgendaRow): void {
    let at = this.#heap.push(row) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isBefore(row, this.#heap[parent])) break;
      this.#swap(at, parent);
      at = parent;
    }
  }

  #pop(): void {
    const last = this.#heap.pop();
    if (last === undefined || this.#heap.length === 0) return;
    this.#heap[0] = last;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const smaller = isBefore(this.#heap[left + 1], this.#heap[left]) ? left + 1 : left;
      if (!isBefore(this.#heap[smaller], last)) return;
      this.#swap(at, smaller);
      at = smaller;
    }
  }

  #swap(one: number, other: number): void {
    const [first, second] = [this.#heap[one], this.#heap[other]];
    if (first === undefined || second === undefined) return;
    this.#heap[one] = second;
    this.#heap[other] = first;
  }
}

/** By time, and by id among what is due at once, so that a replay runs in the same order. */
function isBefore(row: AgendaRow | undefined, other: AgendaRow | undefined): boolean {
  if (row === undefined || other === undefined) return row !== undefined;
  return row.dueSeconds < other.dueSeconds || (row.dueSeconds === other.dueSeconds && row.id < other.id);
}
