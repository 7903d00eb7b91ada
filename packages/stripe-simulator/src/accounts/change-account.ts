import { recordEvent } from "../events/record-event.ts";
import type { AccountRow } from "../state/rows.ts";
import type { World } from "../world.ts";
import { renderAccount } from "./render-account.ts";

/**
 * Changes an account by `change`, and records the events that Stripe would send for what is different afterwards:
 * `account.updated` with the former values, and `capability.updated` per capability.
 *
 * @param cause the request behind it; none for what happens by itself.
 */
export function changeAccount(
  world: World,
  account: AccountRow,
  change: () => void,
  cause?: { readonly requestId: string; readonly idempotencyKey: string | null },
): void {
  const before = renderAccount(account);
  const capabilities = { ...account.capabilities };
  change();
  world.state.accounts.put(account);
  const { id } = account;
  const shown = renderAccount(account);
  const because = cause === undefined ? {} : { cause };
  if (JSON.stringify(before) !== JSON.stringify(shown)) {
    const previousAttributes = formerValues(before, shown);
    recordEvent(world, {
      type: "account.updated",
      account: id,
      object: shown,
      previousAttributes,
      ...because,
    });
  }
  for (const [name, status] of Object.entries(account.capabilities)) {
    if (capabilities[name] === status) continue;
    const capability = { id: name, object: "capability", account: id, requested: true, status };
    recordEvent(world, { type: "capability.updated", account: id, object: capability, ...because });
  }
}

/** The former values of what differs, as `previous_attributes` shows them. */
function formerValues(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(
    Object.entries(before).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(after[name])),
  );
}
