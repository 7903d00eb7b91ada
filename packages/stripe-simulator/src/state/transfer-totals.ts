import type { ReversalRow, TransferRow } from "./rows.ts";

export type TransferTotal = { count: number; amount: number; amountReversed: number };

/** What all transfers come to: per currency, and per charge that is their `source_transaction`. */
export class TransferTotals {
  readonly byCurrency = new Map<string, TransferTotal>();
  readonly #byCharge = new Map<string, number>();

  addTransfer({ amount, currency, sourceTransaction }: TransferRow): void {
    const total = this.#of(currency);
    total.count += 1;
    total.amount += amount;
    this.#take(sourceTransaction, amount);
  }

  addReversal({ amount, currency }: ReversalRow, of: TransferRow | undefined): void {
    this.#of(currency).amountReversed += amount;
    this.#take(of?.sourceTransaction ?? null, -amount);
  }

  /** What transfers have taken from a charge, and not given back. */
  takenFrom(charge: string): number {
    return this.#byCharge.get(charge) ?? 0;
  }

  clear(): void {
    this.byCurrency.clear();
    this.#byCharge.clear();
  }

  #take(charge: string | null, amount: number): void {
    if (charge !== null) this.#byCharge.set(charge, this.takenFrom(charge) + amount);
  }

  #of(currency: string): TransferTotal {
    const known = this.byCurrency.get(currency);
    if (known !== undefined) return known;
    const total = { count: 0, amount: 0, amountReversed: 0 };
    this.byCurrency.set(currency, total);
    return total;
  }
}
