/**
 * Divides a total in proportion to the weights, by largest remainder: the parts sum to the total, each is within one
 * minor unit of its exact share, and an equal remainder goes to the earlier part.
 *
 * @param totalMinor not negative.
 * @param weights not negative; at least one is above zero.
 * @throws RangeError for anything else.
 */
export function allocate(totalMinor: bigint, weights: readonly bigint[]): bigint[] {
  const weightSum = weights.reduce((sum, weight) => sum + weight, 0n);
  if (totalMinor < 0n || weightSum <= 0n || weights.some((weight) => weight < 0n)) {
    throw new RangeError(`Cannot allocate ${totalMinor} by the weights ${weights.join(", ")}`);
  }
  const floors = weights.map((weight) => (totalMinor * weight) / weightSum);
  const left = totalMinor - floors.reduce((sum, part) => sum + part, 0n);
  const ranks = weights
    .map((weight, index) => ({ index, remainder: (totalMinor * weight) % weightSum }))
    .toSorted((a, b) =>
      a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
    );
  const lucky = new Set(ranks.slice(0, Number(left)).map(({ index }) => index));
  return floors.map((part, index) => (lucky.has(index) ? part + 1n : part));
}
