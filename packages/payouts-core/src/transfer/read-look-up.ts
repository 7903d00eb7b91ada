import type { CurrencyCode } from "../money/currencies.ts";
import { type FrozenTransfer, isFrozenTransfer } from "./read-transfer-answer.ts";

/** A transfer that Stripe lists for the attempt (its transfer group and metadata). */
export type FoundMatch = {
  readonly transferId: string;
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
  /** Null when Stripe no longer names it. */
  readonly destinationAccountId: string | null;
};

export type LookUpReading =
  | { readonly kind: "found"; readonly transferId: string }
  | { readonly kind: "none" }
  /** Several, or one that is not the frozen transfer: two people settle it. */
  | { readonly kind: "conflict"; readonly transferIds: readonly string[] };

/** Says what a look-up found. Only exactly one transfer with the frozen amount, currency and destination is ours. */
export function readLookUp(facts: {
  readonly matches: readonly FoundMatch[];
  readonly frozen: FrozenTransfer;
}): LookUpReading {
  const { matches, frozen } = facts;
  const [first, ...others] = matches;
  if (first === undefined) return { kind: "none" };
  if (others.length === 0 && isFrozenTransfer(first, frozen)) {
    return { kind: "found", transferId: first.transferId };
  }
  return { kind: "conflict", transferIds: matches.map(({ transferId }) => transferId) };
}
