/** An earning's gross divided into what the platform keeps and what the creator gets, in minor units. */
export type GrossSplit = { readonly feeMinor: bigint; readonly netMinor: bigint };

/**
 * Takes the platform's fee from a gross amount, rounded down: the fraction of a cent is the creator's.
 *
 * @param feeBasisPoints whole hundredths of a percent, 0 to 10,000 (2,000 is 20 %).
 * @throws RangeError for a negative gross or a fee outside that range.
 */
export function splitGross(facts: {
  readonly grossMinor: bigint;
  readonly feeBasisPoints: number;
}): GrossSplit {
  const { grossMinor, feeBasisPoints } = facts;
  if (grossMinor < 0n || !Number.isInteger(feeBasisPoints) || feeBasisPoints < 0 || feeBasisPoints > 10_000) {
    throw new RangeError(`No fee of ${feeBasisPoints} basis points on ${grossMinor}`);
  }
  const feeMinor = (grossMinor * BigInt(feeBasisPoints)) / 10_000n;
  return { feeMinor, netMinor: grossMinor - feeMinor };
}
