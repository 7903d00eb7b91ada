/** Whatever was given under a parameter, by Stripe's names. Null where it was cleared. */
export type Fact = string | number | boolean | null | readonly Fact[] | Facts;
export type Facts = { readonly [name: string]: Fact };

/** A change of facts: what it does not name stays. */
export type FactsChange = { readonly [name: string]: unknown };

/** Hashes are merged name by name, as Stripe merges them; lists and single values are replaced. */
export function mergeFacts(current: Facts, change: FactsChange | undefined): Facts {
  if (change === undefined) return current;
  const merged: Record<string, Fact> = { ...current };
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined) continue;
    const known = merged[name];
    merged[name] = isHash(value) ? mergeFacts(isHash(known) ? known : {}, value) : (value as Fact);
  }
  return merged;
}

/** The fact at a path such as `address.line1`; null when it is not there, or empty. */
export function factAt(facts: Facts, path: string): Exclude<Fact, undefined> {
  let found: Fact = facts;
  for (const name of path.split(".")) {
    if (!isHash(found)) return null;
    found = found[name] ?? null;
  }
  return found;
}

/** The text at a path; null when there is none. */
export function textAt(facts: Facts, path: string): string | null {
  const found = factAt(facts, path);
  return typeof found === "string" && found !== "" ? found : null;
}

export function numberAt(facts: Facts, path: string): number | null {
  const found = factAt(facts, path);
  return typeof found === "number" ? found : null;
}

/** The hash at a path; empty when there is none. */
export function hashAt(facts: Facts, path: string): Facts {
  const found = factAt(facts, path);
  return isHash(found) ? found : {};
}

export function isGiven(facts: Facts, path: string): boolean {
  const found = factAt(facts, path);
  return found !== null && found !== "";
}

/** The texts under these names, and null where there is none: as Stripe shows a hash. Their kind was checked when given. */
export function texts<const Name extends string>(
  facts: Facts,
  names: readonly Name[],
): Record<Name, string | null> {
  return Object.fromEntries(names.map((name) => [name, facts[name] ?? null])) as Record<Name, string | null>;
}

/** The same for numbers. */
export function numbers<const Name extends string>(
  facts: Facts,
  names: readonly Name[],
): Record<Name, number | null> {
  return Object.fromEntries(names.map((name) => [name, facts[name] ?? null])) as Record<Name, number | null>;
}

/** Of these names only those that were given, shown as they are unless `show` says otherwise. */
export function givenOf(
  facts: Facts,
  names: readonly string[],
  show: (name: string) => unknown = (name) => facts[name],
): object {
  return Object.fromEntries(names.filter((name) => isGiven(facts, name)).map((name) => [name, show(name)]));
}

function isHash(value: unknown): value is Facts {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
