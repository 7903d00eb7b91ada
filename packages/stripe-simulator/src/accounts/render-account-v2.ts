import type { AccountRow } from "../state/rows.ts";

/** What `include` may name; everything else of these is null in the answer. */
export const includable = [
  "configuration.customer",
  "configuration.merchant",
  "configuration.recipient",
  "defaults",
  "future_requirements",
  "identity",
  "requirements",
] as const;

export type Includable = (typeof includable)[number];

/** Stripe's `v2.core.account` object, with only those parts that `include` names. */
export function renderAccountV2(row: AccountRow, include: readonly Includable[]) {
  const has = (part: Includable): boolean => include.includes(part);
  return {
    id: row.id,
    object: "v2.core.account" as const,
    applied_configurations: ["recipient" as const],
    closed: row.closed,
    configuration: has("configuration.recipient")
      ? { customer: null, merchant: null, recipient: recipientOf(row) }
      : null,
    contact_email: row.email,
    created: new Date(row.created * 1000).toISOString(),
    dashboard: "express" as const,
    defaults: has("defaults")
      ? {
          currency: row.defaultCurrency,
          locales: [],
          responsibilities: {
            fees_collector: "application",
            losses_collector: "application",
            requirements_collector: "stripe",
          },
        }
      : null,
    display_name: row.displayName,
    future_requirements: null,
    identity: has("identity") ? { country: row.country.toLowerCase(), entity_type: row.businessType } : null,
    livemode: false,
    metadata: row.metadata,
    requirements: has("requirements") ? requirementsOf(row) : null,
  };
}

/** v1 says active, pending or inactive; v2 says restricted, or why the account was rejected. */
function capabilityStatus(row: AccountRow, v1Status: string | undefined) {
  if (v1Status === "active") return { status: "active", status_details: [] };
  const reason = row.requirements.disabledReason;
  if (reason?.startsWith("rejected.") === true) {
    const code = reason.replace(".", "_");
    return { status: "rejected", status_details: [{ code, resolution: "contact_stripe" }] };
  }
  if (v1Status === "pending") {
    return {
      status: "pending",
      status_details: [{ code: "determining_status", resolution: "no_resolution" }],
    };
  }
  return {
    status: "restricted",
    status_details: [{ code: "requirements_past_due", resolution: "provide_info" }],
  };
}

function recipientOf(row: AccountRow) {
  return {
    applied: true,
    capabilities: {
      stripe_balance: {
        payouts: capabilityStatus(row, row.payoutsEnabled ? "active" : "inactive"),
        stripe_transfers: capabilityStatus(row, row.capabilities["transfers"]),
      },
    },
  };
}

function requirementsOf({ requirements }: AccountRow) {
  const statusOf = (name: string) => {
    if (requirements.pastDue.includes(name)) return "past_due" as const;
    return requirements.currentlyDue.includes(name)
      ? ("currently_due" as const)
      : ("eventually_due" as const);
  };
  const names = new Set([
    ...requirements.pastDue,
    ...requirements.currentlyDue,
    ...requirements.eventuallyDue,
  ]);
  const statuses = [...names].map(statusOf);
  const worst = (["past_due", "currently_due", "eventually_due"] as const).find((status) =>
    statuses.includes(status),
  );
  const deadline = requirements.currentDeadline;
  return {
    alternatives: [],
    entries: [...names].map((name) => ({
      awaiting_action_from: requirements.pendingVerification.includes(name) ? "stripe" : "user",
      description: name,
      errors: requirements.errors
        .filter((error) => error.requirement === name)
        .map(({ code, reason }) => ({ code, description: reason })),
      impact: {
        restricts_capabilities: [
          {
            capability: "stripe_balance.stripe_transfers",
            configuration: "recipient",
            deadline: { status: statusOf(name) },
          },
        ],
      },
      minimum_deadline: { status: statusOf(name) },
      requested_reasons: [{ code: "routine_onboarding" }],
    })),
    summary:
      worst === undefined
        ? null
        : {
            minimum_deadline: {
              status: worst,
              ...(deadline === null ? {} : { time: new Date(deadline * 1000).toISOString() }),
            },
          },
  };
}
