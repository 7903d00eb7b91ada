import type { SettlementRow } from "./rows.ts";
import { KeyedTable, type RecordChange } from "./table.ts";

/** Funds that become available later, found by whose they are and when. */
export class SettlementTable extends KeyedTable<SettlementRow> {
  readonly #due = new Map<string, Map<string, SettlementRow>>();

  constructor(changed: RecordChange) {
    super("settlements", changed);
  }

  override load(row: SettlementRow): void {
    this.unload(row.id);
    super.load(row);
    const key = `${row.owner}|${row.availableOn}`;
    const rows = this.#due.get(key);
    if (rows === undefined) this.#due.set(key, new Map([[row.id, row]]));
    else rows.set(row.id, row);
  }

  override unload(id: string): void {
    const row = this.get(id);
    super.unload(id);
    if (row === undefined) return;
    const key = `${row.owner}|${row.availableOn}`;
    const rows = this.#due.get(key);
    rows?.delete(id);
    if (rows?.size === 0) this.#due.delete(key);
  }

  override clear(): void {
    super.clear();
    this.#due.clear();
  }

  /** What becomes available to an owner at an instant (Unix seconds), in the order in which it was scheduled. */
  dueAt(owner: string, availableOn: number): readonly SettlementRow[] {
    return [...(this.#due.get(`${owner}|${availableOn}`)?.values() ?? [])];
  }
}
