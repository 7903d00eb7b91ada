/** The creator's and the platform's share of one reversal or reinstatement, in minor units. */
export type ReversalSplit = { readonly netMinor: bigint; readonly feeMinor: bigint };

/** An earning as recorded, and what is reversed of it so far. */
export type ReversibleEarning = {
  readonly grossMinor: bigint;
  readonly netMinor: bigint;
  readonly reversedGrossMinor: bigint;
  readonly reversedNetMinor: bigint;
};

/**
 * Splits a part of an earning that is reversed into net and fee, in proportion; the last part takes the remainder.
 *
 * The shares follow from what is reversed in total after this part, not from the part alone: parts of one cent
 * would otherwise all round the same way and take more fee back than was ever charged.
 *
 * @throws RangeError when the part is not positive, exceeds what is left, or the earning's numbers contradict.
 */
export function splitReversal(
  facts: ReversibleEarning & { readonly reverseGrossMinor: bigint },
): ReversalSplit {
  const { reversedGrossMinor, reversedNetMinor, reverseGrossMinor } = facts;
  const netMinor = netOf(facts, reversedGrossMinor + reverseGrossMinor) - reversedNetMinor;
  return checkedSplit(netMinor, reverseGrossMinor);
}

/**
 * The mirror of {@link splitReversal}: a won dispute gives back a part of what was reversed. Undoing all of it gives
 * back exactly what the reversals took.
 *
 * @throws RangeError when the part is not positive, exceeds what is reversed, or the earning's numbers contradict.
 */
export function splitReinstatement(
  facts: ReversibleEarning & { readonly reinstateGrossMinor: bigint },
): ReversalSplit {
  const { reversedGrossMinor, reversedNetMinor, reinstateGrossMinor } = facts;
  const netMinor = reversedNetMinor - netOf(facts, reversedGrossMinor - reinstateGrossMinor);
  return checkedSplit(netMinor, reinstateGrossMinor);
}

/** The net share of the first `reversedMinor` of gross, rounded down; all of the net at the end. */
function netOf({ grossMinor, netMinor }: ReversibleEarning, reversedMinor: bigint): bigint {
  if (reversedMinor < 0n || reversedMinor > grossMinor || grossMinor === 0n) {
    throw new RangeError(`Cannot have ${reversedMinor} of an earning of ${grossMinor} reversed`);
  }
  return (netMinor * reversedMinor) / grossMinor;
}

function checkedSplit(netMinor: bigint, partGrossMinor: bigint): ReversalSplit {
  if (partGrossMinor <= 0n || netMinor < 0n || netMinor > partGrossMinor) {
    throw new RangeError(`Cannot split ${partGrossMinor} into a net of ${netMinor} and a fee`);
  }
  return { netMinor, feeMinor: partGrossMinor - netMinor };
}
