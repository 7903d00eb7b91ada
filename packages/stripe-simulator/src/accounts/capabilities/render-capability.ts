import type { AccountRow } from "../../state/rows.ts";
import type { CapabilityName } from "./capability-names.ts";

const nothingDue = {
  alternatives: [],
  current_deadline: null,
  currently_due: [],
  disabled_reason: null,
  errors: [],
  eventually_due: [],
  past_due: [],
  pending_verification: [],
};

/** Stripe's `capability` object. What only stops payouts is not one of its requirements. */
export function renderCapability(account: AccountRow, name: CapabilityName) {
  const asked = account.details.requested[name];
  const status = asked === null ? "unrequested" : (account.capabilities[name] ?? "unrequested");
  const requested = status !== "unrequested";
  return {
    id: name,
    object: "capability" as const,
    account: account.id,
    future_requirements: nothingDue,
    requested,
    requested_at: requested ? (asked ?? account.created) : null,
    requirements: requested ? requirementsOf(account, status) : nothingDue,
    status,
  };
}

function requirementsOf({ requirements }: AccountRow, status: string) {
  const own = (names: readonly string[]): string[] => names.filter((field) => field !== "external_account");
  return {
    alternatives: [],
    current_deadline: requirements.currentDeadline,
    currently_due: own(requirements.currentlyDue),
    disabled_reason: status === "inactive" ? disabledReason(requirements.disabledReason) : null,
    errors: requirements.errors,
    eventually_due: own(requirements.eventuallyDue),
    past_due: own(requirements.pastDue),
    pending_verification: own(requirements.pendingVerification),
  };
}

/** A capability has reasons of its own (`Capability.Requirements.DisabledReason`). */
function disabledReason(reason: string | null): string | null {
  if (reason === null) return null;
  if (reason.startsWith("rejected.")) return "rejected.other";
  if (reason === "platform_paused") return reason;
  if (reason === "under_review" || reason === "requirements.pending_verification") return "pending.review";
  return reason.startsWith("requirements.") ? "requirements.fields_needed" : "other";
}
