import type { AccountRow } from "../../state/rows.ts";
import type { State } from "../../state/state.ts";
import { includable } from "./account-v2-parameters.ts";
import { renderAccountV2 } from "./render-account-v2.ts";

type AccountV2 = ReturnType<typeof renderAccountV2>;

/** One thin event. */
export type ChangeInV2 = { readonly type: string; readonly data: Readonly<Record<string, string>> };

export function wholeAccountV2(state: State, row: AccountRow): AccountV2 {
  return renderAccountV2(state, row, includable);
}

/** The thin events that tell what is different (docs.stripe.com/api/v2/core/accounts/event-types), most general first. */
export function changesInV2(before: AccountV2, after: AccountV2): ChangeInV2[] {
  const changes: ChangeInV2[] = [];
  const add = (type: string, data: ChangeInV2["data"] = {}): void => {
    changes.push({ type, data });
  };
  if (differ(ownFields(before), ownFields(after))) add("v2.core.account.updated");
  if (!before.closed && after.closed) add("v2.core.account.closed");
  for (const part of ["identity", "defaults", "requirements"] as const) {
    if (differ(before[part], after[part])) add(`v2.core.account[${part}].updated`);
  }
  for (const name of ["merchant", "recipient"] as const) {
    const [former, current] = [before.configuration?.[name] ?? null, after.configuration?.[name] ?? null];
    if (differ(withoutStatuses(former), withoutStatuses(current))) {
      add(`v2.core.account[configuration.${name}].updated`);
    }
    const statuses = statusesOf(former);
    for (const [capability, status] of statusesOf(current)) {
      if (statuses.get(capability) === status) continue;
      add(`v2.core.account[configuration.${name}].capability_status_updated`, {
        updated_capability: capability,
      });
    }
  }
  return changes;
}

function ownFields(account: AccountV2): unknown {
  const { applied_configurations, contact_email, contact_phone, dashboard, display_name, metadata } = account;
  return { applied_configurations, contact_email, contact_phone, dashboard, display_name, metadata };
}

/** `stripe_balance.stripe_transfers` to its status. */
function statusesOf(configuration: unknown): ReadonlyMap<string, string> {
  const statuses = new Map<string, string>();
  const visit = (value: unknown, name: string): void => {
    if (typeof value !== "object" || value === null) return;
    if ("status" in value && typeof value.status === "string") {
      statuses.set(name, value.status);
      return;
    }
    for (const [member, inner] of Object.entries(value))
      visit(inner, name === "" ? member : `${name}.${member}`);
  };
  visit((configuration as { readonly capabilities?: unknown } | null)?.capabilities ?? null, "");
  return statuses;
}

/** Which capabilities there are, and everything else. */
function withoutStatuses(configuration: unknown): unknown {
  if (configuration === null) return null;
  const { capabilities: _capabilities, ...rest } = configuration as Readonly<Record<string, unknown>>;
  return { ...rest, capabilities: [...statusesOf(configuration).keys()] };
}

function differ(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) !== JSON.stringify(other);
}
