import type { AccountRow, DisabledReason } from "../../state/rows.ts";
import { hashAt } from "../facts.ts";

/** Reasons that no information of the owner's takes away. */
const decidedElsewhere: ReadonlySet<DisabledReason> = new Set([
  "listed",
  "other",
  "platform_paused",
  "under_review",
]);

/** v1 says active, pending or inactive; v2 says restricted, or why the account was rejected. */
export function capabilityInV2({ requirements, closed }: AccountRow, v1Status: string | undefined) {
  const reason = requirements.disabledReason;
  if (reason?.startsWith("rejected.") === true) {
    return refused("rejected", reason.replace(".", "_"), "contact_stripe");
  }
  if (closed) return refused("restricted", "restricted_other", "contact_stripe");
  if (v1Status === "active") return { status: "active", status_details: [] };
  if (v1Status === "pending") return refused("pending", "determining_status", "no_resolution");
  if (reason !== null && decidedElsewhere.has(reason)) {
    return refused("restricted", "restricted_other", "contact_stripe");
  }
  if (reason === "requirements.pending_verification") {
    return refused("restricted", "requirements_pending_verification", "no_resolution");
  }
  return refused("restricted", "requirements_past_due", "provide_info");
}

function refused(status: string, code: string, resolution: string) {
  return { status, status_details: [{ code, resolution }] };
}

/** `configuration.recipient`. Payouts come with transfers: nobody asks for them. */
export function recipientOf(row: AccountRow) {
  const { recipientCapabilities, requested } = row.details;
  const transfers = row.capabilities["transfers"];
  const isAsked = transfers !== undefined || typeof requested["transfers"] === "number";
  const others: Record<string, unknown> = {};
  for (const name of recipientCapabilities) {
    const [group = "", member] = name.split(".");
    const status = capabilityInV2(row, row.payoutsEnabled ? "active" : "inactive");
    others[group] =
      member === undefined ? status : { ...(others[group] as object | undefined), [member]: status };
  }
  return {
    applied: true,
    capabilities: {
      ...others,
      ...(isAsked
        ? {
            stripe_balance: {
              payouts: payoutsOf(row, transfers),
              stripe_transfers: capabilityInV2(row, transfers),
            },
          }
        : {}),
    },
  };
}

/** `configuration.merchant` */
export function merchantOf(row: AccountRow) {
  const { capabilities: _asked, ...given } = hashAt(row.details.v2, "merchant");
  const mcc = row.details.businessProfile["mcc"];
  const payments = Object.entries(row.capabilities).filter(([name]) => name.endsWith("_payments"));
  return {
    applied: true,
    ...given,
    ...(mcc === undefined || mcc === null ? {} : { mcc }),
    capabilities: {
      ...Object.fromEntries(
        payments.map(([name, status]) => [inMerchant(name), capabilityInV2(row, status)]),
      ),
      stripe_balance: { payouts: payoutsOf(row, payments[0]?.[1]) },
    },
  };
}

function payoutsOf(row: AccountRow, status: string | undefined) {
  if (row.payoutsEnabled && row.details.keepsPayouts) return { status: "active", status_details: [] };
  if (row.payoutsEnabled) return capabilityInV2(row, "active");
  return capabilityInV2(row, status === "pending" ? "pending" : "inactive");
}

function inMerchant(name: string): string {
  return name === "us_bank_account_ach_payments" ? "ach_debit_payments" : name;
}
