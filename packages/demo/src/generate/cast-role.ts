import { distribution, type CastRole } from "./demo-distribution.ts";

/**
 * The story of the creator with this index, or null for one who is simply paid. The first stories are one of each, so
 * that a small demo has them all; the rest are spread evenly, so that no part of a batch is full of refusals.
 */
export function castRole(index: number): CastRole | null {
  const { castEvery } = distribution;
  if (index % castEvery !== castEvery - 1) return null;
  return roles[Math.floor(index / castEvery) % roles.length] ?? null;
}

const roles = spreadRoles();

function spreadRoles(): readonly (CastRole | null)[] {
  const counts = Object.entries(distribution.cast) as [CastRole, number][];
  const slots = Math.floor(1000 / distribution.castEvery);
  const first = counts.map(([role]) => role);
  // The k-th of n further ones belongs at (2k + 1) / 2n of the way.
  const rest = counts.flatMap(([role, count]) =>
    Array.from({ length: count - 1 }, (_, k) => ({ role, place: (2 * k + 1) / (2 * (count - 1)) })),
  );
  const spread = rest.toSorted((left, right) => left.place - right.place).map(({ role }) => role);
  const all = [...first, ...spread];
  if (all.length > slots)
    throw new RangeError(`${all.length} stories do not fit in ${slots} of a thousand creators`);
  return [...all, ...Array.from({ length: slots - all.length }, () => null)];
}
