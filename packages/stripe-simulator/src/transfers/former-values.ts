import type { StripeObject } from "../protocol/stripe-object.ts";

/**
 * What an event shows as `previous_attributes`: the former values of whatever differs, inside objects too; null for
 * what was not there before.
 */
export function formerValues(before: StripeObject, after: StripeObject): Record<string, unknown> {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const differing = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  return Object.fromEntries(
    differing.map((name) => {
      const [former, latter] = [before[name], after[name]];
      return [name, isPlain(former) && isPlain(latter) ? formerValues(former, latter) : (former ?? null)];
    }),
  );
}

function isPlain(value: unknown): value is StripeObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
