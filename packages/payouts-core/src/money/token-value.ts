/** What tokens are worth: `rateNumeratorMinor` minor units for every `ratePerTokens` tokens (e.g. 500 cents per 100). */
export type TokenRate = {
  readonly tokens: bigint;
  readonly rateNumeratorMinor: bigint;
  readonly ratePerTokens: bigint;
};

/**
 * The value of tokens in minor units of the rate's currency, rounded down: a fraction of a cent is never credited.
 *
 * @throws RangeError for a negative number or a rate per zero tokens.
 */
export function tokenValue({ tokens, rateNumeratorMinor, ratePerTokens }: TokenRate): bigint {
  if (tokens < 0n || rateNumeratorMinor < 0n || ratePerTokens <= 0n) {
    throw new RangeError(`No value for ${tokens} tokens at ${rateNumeratorMinor} per ${ratePerTokens}`);
  }
  return (tokens * rateNumeratorMinor) / ratePerTokens;
}
