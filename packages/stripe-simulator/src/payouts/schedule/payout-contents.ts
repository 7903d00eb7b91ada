import { balanceTransactionFacts } from "../../balance/balance-transaction.ts";
import { platform } from "../../state/rows.ts";
import type { LedgerEntry, State } from "../../state/state.ts";
import type { PayoutContentsRow } from "../payout-rows.ts";

/** All entries of an owner, oldest first: what the positions of its payouts count in. */
export function ledgerOfOwner(state: State, owner: string): readonly LedgerEntry[] {
  return owner === platform ? state.ledger : state.ledgerOf(owner);
}

/** What the next automatic payout of an owner in a currency would pay out: all that is available and was not paid out by one. */
export function contentsOfNext(state: State, owner: string, currency: string): Omit<PayoutContentsRow, "id"> {
  const former = lastContents(state, owner, currency);
  const ledger = ledgerOfOwner(state, owner);
  const positions: number[] = [];
  const waiting: number[] = [];
  const take = (at: number): void => {
    const entry = ledger[at];
    if (entry === undefined || entry.currency !== currency) return;
    if (balanceTransactionFacts(entry, owner) === null || isAutomaticPayout(state, entry)) return;
    if (state.settlements.get(entry.id) === undefined) positions.push(at);
    else waiting.push(at);
  };
  for (const at of former?.waiting ?? []) take(at);
  for (let at = former?.upTo ?? 0; at < ledger.length; at += 1) take(at);
  return { positions: positions.toSorted((one, other) => one - other), upTo: ledger.length, waiting };
}

/** The ledger's entries that an automatic payout has paid out, oldest first. */
export function entriesOfPayout(state: State, owner: string, payout: string): readonly LedgerEntry[] {
  const ledger = ledgerOfOwner(state, owner);
  const positions = state.payoutContents.get(payout)?.positions ?? [];
  return positions.map((at) => ledger[at]).filter((entry) => entry !== undefined);
}

function lastContents(state: State, owner: string, currency: string): PayoutContentsRow | undefined {
  const payouts = state.payouts.of(owner);
  for (let at = payouts.length - 1; at >= 0; at -= 1) {
    const payout = payouts[at];
    if (payout?.automatic !== true || payout.currency !== currency) continue;
    const contents = state.payoutContents.get(payout.id);
    if (contents !== undefined) return contents;
  }
  return undefined;
}

/** The payout itself is not among what it pays out. */
function isAutomaticPayout(state: State, entry: LedgerEntry): boolean {
  return (
    "owner" in entry &&
    entry.type === "payout" &&
    entry.source !== null &&
    state.payoutContents.get(entry.source) !== undefined
  );
}
