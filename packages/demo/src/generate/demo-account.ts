import type { AccountReading } from "@payrun/db";
import type { CastRole } from "./demo-distribution.ts";
import type { DemoPerson } from "./demo-people.ts";
import type { DemoPhase } from "./demo-window.ts";

/** A connected account as Stripe has it, and as Payrun's mirror saw it last. */
export type DemoAccount = {
  readonly accountId: string;
  readonly country: string;
  readonly currency: string;
  readonly email: string;
  readonly displayName: string;
  readonly atStripe: AccountState;
  readonly mirrored: AccountReading;
};

type AccountState = {
  readonly transfersActive: boolean;
  readonly payoutsEnabled: boolean;
  readonly requirementsPastDue: readonly string[];
  readonly disabledReason: string | null;
  readonly closed: boolean;
};

const ready: AccountState = {
  transfersActive: true,
  payoutsEnabled: true,
  requirementsPastDue: [],
  disabledReason: null,
  closed: false,
};

const missingDocuments: AccountState = {
  ...ready,
  payoutsEnabled: false,
  requirementsPastDue: ["individual.verification.document"],
  disabledReason: "requirements.past_due",
};

const inReview: AccountState = {
  ...ready,
  transfersActive: false,
  payoutsEnabled: false,
  disabledReason: "under_review",
};

/** The account of a creator in this phase; null for one without. Some changes only Stripe knows of yet. */
export function demoAccount(person: DemoPerson, phase: DemoPhase): DemoAccount | null {
  const { stripeAccountId: accountId, country, currency, email, displayName } = person;
  if (accountId === null) return null;
  const { atStripe, mirrored } = statesOf(person, phase);
  const { closed: _closed, ...seen } = mirrored;
  const reading = { accountId, ...seen, country, error: null, negative: false };
  return { accountId, country, currency, email, displayName, atStripe, mirrored: reading };
}

/** Whether anything about the account differs between the phases. */
export function accountChanges({ role }: DemoPerson): boolean {
  return role !== null && changes[role] !== undefined;
}

type States = { readonly atStripe: AccountState; readonly mirrored: AccountState };

/** What has changed since the previous payout, and whether Payrun heard of it. */
const changes: Partial<Record<CastRole, States>> = {
  capabilityLost: { atStripe: inReview, mirrored: inReview },
  capabilityJustLost: { atStripe: inReview, mirrored: ready },
  accountClosed: { atStripe: { ...ready, closed: true }, mirrored: ready },
};

function statesOf({ role }: DemoPerson, phase: DemoPhase): States {
  if (role === "missingDocuments") return { atStripe: missingDocuments, mirrored: missingDocuments };
  const changed = role === null || phase === "before" ? undefined : changes[role];
  return changed ?? { atStripe: ready, mirrored: ready };
}
