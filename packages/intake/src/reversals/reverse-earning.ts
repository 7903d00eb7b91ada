import type { NewEarningReversal, ReversibleEarningRow } from "@payrun/db";
import {
  earningReversed,
  money,
  reversalUndone,
  splitReinstatement,
  splitReversal,
  type JournalEntry,
  type ReversalSplit,
  type TokensOrMoney,
} from "@payrun/payouts-core";
import type { RowError } from "../rows/row-result.ts";
import type { RunningBalances } from "../token-purchases/running-balances.ts";
import { exceeds, notPaidWithTokens } from "./reversal-refusals.ts";
import type { ReversalRow } from "./reversal-row.ts";

/** An earning while the rows of a call are decided one after the other. */
export type EarningInCall = ReversibleEarningRow & {
  /** Of what is reversed, what the fan got back as tokens: gross, minor units. */
  readonly reversedAsTokensMinor: bigint;
};

export type EarningReversalDecision =
  | { readonly kind: "refused"; readonly error: RowError }
  | {
      readonly kind: "accepted";
      readonly reversal: NewEarningReversal;
      readonly entry: JournalEntry;
      readonly earning: EarningInCall;
    };

/** Decides one row about an earning, and moves the running token balances when it is accepted. */
export function reverseEarning(
  row: ReversalRow,
  earning: EarningInCall,
  tokens: RunningBalances,
  reversalId: string,
): EarningReversalDecision {
  if (row.paidAs === "tokens" && earning.fanId === null)
    return { kind: "refused", error: notPaidWithTokens(row) };
  return row.kind === "reinstated"
    ? reinstate(row, earning, tokens, reversalId)
    : takeBack(row, earning, tokens, reversalId);
}

function takeBack(
  row: ReversalRow,
  earning: EarningInCall,
  tokens: RunningBalances,
  reversalId: string,
): EarningReversalDecision {
  const { currency } = earning;
  const leftMinor = earning.grossMinor - earning.reversedMinor;
  if (row.grossMinor > leftMinor)
    return { kind: "refused", error: exceeds("exceeds_unreversed", row, { leftMinor, currency }) };
  const split = splitReversal({ ...reversibleFacts(earning), reverseGrossMinor: row.grossMinor });
  const refundTo = tokensOrMoney(row, earning);
  if (refundTo.kind === "tokens") tokens.move({ fanId: refundTo.fanId, currency }, row.grossMinor);
  return accepted(row, earning, split, {
    sign: 1n,
    reversalId,
    entry: earningReversed({
      ...entryFacts(row, earning, split, reversalId),
      from: creatorPartOf(earning),
      refundTo,
    }),
  });
}

/** Tokens that were given back and spent since are the platform's loss. */
function reinstate(
  row: ReversalRow,
  earning: EarningInCall,
  tokens: RunningBalances,
  reversalId: string,
): EarningReversalDecision {
  const { currency, reversedAsTokensMinor } = earning;
  const leftMinor =
    row.paidAs === "tokens" ? reversedAsTokensMinor : earning.reversedMinor - reversedAsTokensMinor;
  if (row.grossMinor > leftMinor)
    return { kind: "refused", error: exceeds("exceeds_reversed", row, { leftMinor, currency }) };
  const split = splitReinstatement({ ...reversibleFacts(earning), reinstateGrossMinor: row.grossMinor });
  const source = tokensOrMoney(row, earning);
  return accepted(row, earning, split, {
    sign: -1n,
    reversalId,
    entry: reversalUndone({
      ...entryFacts(row, earning, split, reversalId),
      creditTo: creatorPartOf(earning),
      takenFrom:
        source.kind === "money"
          ? source
          : { ...source, ...takeTokens(tokens, { ...source, currency }, row.grossMinor) },
    }),
  });
}

function takeTokens(
  tokens: RunningBalances,
  fan: { readonly fanId: string; readonly currency: string },
  grossMinor: bigint,
) {
  const unspentMinor = tokens.unspent(fan);
  const takenMinor = unspentMinor < grossMinor ? unspentMinor : grossMinor;
  tokens.move(fan, -takenMinor);
  return {
    fromTokens: money(takenMinor, fan.currency),
    fromLosses: money(grossMinor - takenMinor, fan.currency),
  };
}

function accepted(
  row: ReversalRow,
  earning: EarningInCall,
  split: ReversalSplit,
  made: { readonly sign: 1n | -1n; readonly reversalId: string; readonly entry: JournalEntry },
): EarningReversalDecision {
  const grossMinor = made.sign * row.grossMinor;
  return {
    kind: "accepted",
    entry: made.entry,
    reversal: {
      id: made.reversalId,
      earningId: earning.id,
      sourceId: row.sourceId,
      kind: row.kind,
      grossMinor: row.grossMinor,
      ...split,
      paidAs: row.paidAs,
      occurredAt: row.occurredAt,
    },
    earning: {
      ...earning,
      reversedMinor: earning.reversedMinor + grossMinor,
      reversedNetMinor: earning.reversedNetMinor + made.sign * split.netMinor,
      reversedAsTokensMinor: earning.reversedAsTokensMinor + (row.paidAs === "tokens" ? grossMinor : 0n),
    },
  };
}

function reversibleFacts(earning: EarningInCall) {
  return {
    grossMinor: earning.grossMinor,
    netMinor: earning.netMinor,
    reversedGrossMinor: earning.reversedMinor,
    reversedNetMinor: earning.reversedNetMinor,
  };
}

function entryFacts(row: ReversalRow, earning: EarningInCall, split: ReversalSplit, reversalId: string) {
  return {
    reversalId,
    creatorId: earning.creatorId,
    net: money(split.netMinor, earning.currency),
    fee: money(split.feeMinor, earning.currency),
    effectiveAt: row.occurredAt,
  };
}

function creatorPartOf(earning: EarningInCall): "held" | "available" {
  return earning.releasedAt === null ? "held" : "available";
}

function tokensOrMoney(row: ReversalRow, { fanId }: EarningInCall): TokensOrMoney {
  return row.paidAs === "tokens" && fanId !== null ? { kind: "tokens", fanId } : { kind: "money" };
}
