import type { AccountRow, DisabledReason, RequirementsRow } from "../../state/rows.ts";
import type { LaterRequest } from "../account-details.ts";
import { factAt, type Facts, isGiven } from "../facts.ts";
import { missingFields, personPrefix, type RequiredOf } from "./required-fields.ts";
import { unchecked, type Verification } from "./verify-person.ts";

/** Everything that decides what an account may do. */
export type KnownOfAccount = RequiredOf & {
  readonly person: { readonly id: string; readonly facts: Facts; readonly verification: Verification } | null;
  readonly later: readonly LaterRequest[];
  readonly rejected: DisabledReason | null;
  /** Payouts go on although it is rejected. */
  readonly keepsPayouts: boolean;
};

/** What follows for an account, in the names of its row. */
export type Derived = Pick<
  AccountRow,
  "capabilities" | "payoutsEnabled" | "chargesEnabled" | "requirements"
> & {
  /** When this will be different by itself, in Unix seconds; null when it will not. */
  readonly nextChangeSeconds: number | null;
};

/**
 * What an account may do and what it still owes, from what is known of it: nothing else decides. What was owed from the
 * beginning is past due at once; what Stripe asks for later is currently due until its deadline. A missing bank account
 * stops payouts only (measured: it restricts `stripe_balance.payouts` alone).
 */
export function deriveRequirements(known: KnownOfAccount, nowSeconds: number): Derived {
  const prefix = personPrefix(known);
  const named = (field: string): string => `${prefix}.${field}`;
  const verification = known.person?.verification ?? unchecked;
  const errors = verification.errors.map((error) => ({ ...error, requirement: named(error.requirement) }));
  const owed = unique([...missingFields(known), ...errors.map(({ requirement }) => requirement)]);
  const later = known.later.filter(({ field }) => !isAnswered(field, known, verification));
  const overdue = later.filter(({ deadline }) => deadline <= nowSeconds);
  const ahead = later.filter(({ deadline }) => deadline > nowSeconds).map(({ deadline }) => deadline);
  const pastDue = unique([...owed, ...overdue.map(({ field }) => named(field))]);
  const currentlyDue = unique([...owed, ...later.map(({ field }) => named(field))]);
  const requirements: RequirementsRow = {
    currentlyDue,
    pastDue,
    eventuallyDue: unique([...currentlyDue, ...eventually(known).map(named)]),
    pendingVerification: verification.pending.map(named),
    errors,
    currentDeadline: ahead.length === 0 ? null : Math.min(...ahead),
    disabledReason: disabledReason(known, verification, pastDue),
  };
  const standing = standingOf(known, verification, pastDue);
  const payouts = known.keepsPayouts
    ? standingOf({ ...known, rejected: null }, verification, pastDue)
    : standing;
  const changes = [...ahead, ...(verification.dueSeconds === null ? [] : [verification.dueSeconds])];
  return {
    capabilities: Object.fromEntries(known.requested.map((name) => [name, standing])),
    payoutsEnabled: payouts === "active" && known.hasExternalAccount,
    chargesEnabled: standing === "active" && known.requested.includes("card_payments"),
    requirements,
    nextChangeSeconds: changes.length === 0 ? null : Math.min(...changes),
  };
}

function standingOf({ rejected }: KnownOfAccount, verification: Verification, pastDue: readonly string[]) {
  const owes = pastDue.some((name) => name !== "external_account");
  if (rejected !== null || owes || verification.underReview) return "inactive";
  return verification.status === "verified" ? "active" : "pending";
}

function disabledReason(
  { rejected }: KnownOfAccount,
  { underReview, pending }: Verification,
  pastDue: readonly string[],
): DisabledReason | null {
  if (rejected !== null) return rejected;
  if (underReview) return "under_review";
  if (pastDue.length > 0) return "requirements.past_due";
  return pending.length > 0 ? "requirements.pending_verification" : null;
}

/** In the United States the whole number is asked for once the last four digits are known. */
function eventually({ country, businessType, person }: KnownOfAccount): string[] {
  const asks = country === "US" && businessType !== null && person !== null;
  return asks && isGiven(person.facts, "ssn_last_4") && !isGiven(person.facts, "id_number")
    ? ["id_number"]
    : [];
}

function isAnswered(field: string, { person }: KnownOfAccount, { document }: Verification): boolean {
  if (field === "verification.document") return document === "verified" || document === "pending";
  if (field === "verification.additional_document") {
    return person !== null && factAt(person.facts, `${field}.front`) !== null;
  }
  return person !== null && isGiven(person.facts, field);
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)].toSorted();
}
