type Attributes = Readonly<Record<string, unknown>>;

/**
 * What `data.previous_attributes` shows of the former values: those that differ now, inside of objects too. A list
 * that differs is shown whole. Null when nothing differs.
 */
export function previousAttributes(former: Attributes, now: Attributes): Record<string, unknown> | null {
  const differing = Object.entries(former).flatMap(([name, value]): [string, unknown][] => {
    const present = now[name];
    if (JSON.stringify(value) === JSON.stringify(present)) return [];
    if (!isAttributes(value) || !isAttributes(present)) return [[name, value]];
    const inside = previousAttributes(value, present);
    // An object that only gained names has nothing else to tell.
    return [[name, inside ?? nullsOf(value, present)]];
  });
  return differing.length === 0 ? null : Object.fromEntries(differing);
}

function nullsOf(former: Attributes, now: Attributes): Record<string, null> {
  const gained = Object.keys(now).filter((name) => !Object.hasOwn(former, name));
  return Object.fromEntries(gained.map((name) => [name, null]));
}

function isAttributes(value: unknown): value is Attributes {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
