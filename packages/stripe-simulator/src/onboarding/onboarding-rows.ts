import type { Facts } from "../accounts/facts.ts";
import type { Verification } from "../accounts/requirements/verify-person.ts";
import type { Metadata } from "../state/rows.ts";

/** A single-use link to hosted onboarding, or to the Express dashboard. */
export type AccountLinkRow = {
  /** The token in its URL. */
  readonly id: string;
  readonly account: string;
  readonly created: number;
  readonly expiresAt: number;
  readonly kind: "account_onboarding" | "account_update" | "login";
  readonly refreshUrl: string | null;
  readonly returnUrl: string | null;
  /** What is asked for; null for a login link. */
  readonly fields: "currently_due" | "eventually_due" | null;
  /** The secret of the browser session that a visit began; null before it. A visited link never works again. */
  session: string | null;
  /** The owner went back to `returnUrl`: the session is over. */
  returned: boolean;
};

/** A person of an account: the individual behind it, or the representative of a company. */
export type PersonRow = {
  readonly id: string;
  readonly account: string;
  readonly created: number;
  updated: number;
  /** The one that the account shows as `individual`. */
  readonly isIndividual: boolean;
  /** By Stripe's v1 names; numbers and documents are kept, but never shown. */
  facts: Facts;
  /** What only v2 knows, by its names. */
  v2: Facts;
  /** Unix seconds at which name, birth date, address or number was last changed: from there they are checked. */
  submittedAt: number;
  /** What the checks have said so far. */
  verification: Verification;
  metadata: Metadata;
  deleted: boolean;
};
