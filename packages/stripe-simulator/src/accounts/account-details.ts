import type { Facts } from "./facts.ts";

/** Who is responsible for what about an account, and where its owner logs in. */
export type Controller = {
  feesPayer: "account" | "application" | "application_custom" | "application_express";
  lossesPayments: "application" | "stripe";
  requirementCollection: "application" | "stripe";
  dashboard: "express" | "full" | "none";
};

/** Something that Stripe asks for later than at first, and by when. */
export type LaterRequest = {
  /** About the account's representative: `verification.document`. */
  readonly field: string;
  /** Unix seconds. */
  readonly deadline: number;
};

type AccountStanding = {
  readonly capabilities: Readonly<Record<string, string>>;
  readonly payoutsEnabled: boolean;
  readonly chargesEnabled: boolean;
};

/** What is known of an account beyond the facts that its row shows. */
export type AccountDetails = {
  controller: Controller;
  /**
   * Whether capabilities, requirements and payouts follow from what the account has. False once somebody set them through
   * the simulator's own API: then they stay as they were set, until the owner submits the hosted onboarding.
   */
  derived: boolean;
  /** Capability name to the Unix second at which it was asked for, or null after it was given back. */
  requested: Record<string, number | null>;
  /** v2 configurations that were applied without a capability. */
  configurations: ("customer" | "merchant" | "recipient")[];
  /** v2 capabilities of a recipient besides those of v1: `bank_accounts.local`, `cards`. */
  recipientCapabilities: string[];
  later: LaterRequest[];
  /** An account link or session was made: the owner has begun, so the platform no longer fills in. */
  onboardingBegun: boolean;
  /** What the account could do before it was rejected, to give back to one whose standing is not derived. */
  beforeRejection: AccountStanding | null;
  /** The platform rejected it, and left payouts on. */
  keepsPayouts: boolean;
  /** The owner has submitted the hosted onboarding. */
  submitted: boolean;
  /** Its requirements were once all met. */
  wasComplete: boolean;
  contactPhone: string | null;
  locales: string[];
  /** By Stripe's v1 names, as far as they were given. */
  businessProfile: Facts;
  company: Facts;
  settings: Facts;
  /** `date` (Unix seconds), `ip`, `user_agent`, `service_agreement`. */
  tosAcceptance: Facts;
  groups: Facts;
  /** What only v2 knows, by its names: configurations, further business details and attestations. */
  v2: Facts;
};

export const expressController: Controller = {
  feesPayer: "application_express",
  lossesPayments: "application",
  requirementCollection: "stripe",
  dashboard: "express",
};

export function accountDetails(given: Partial<AccountDetails> = {}): AccountDetails {
  return {
    controller: { ...expressController, feesPayer: "application" },
    derived: true,
    requested: {},
    configurations: [],
    recipientCapabilities: [],
    later: [],
    onboardingBegun: false,
    beforeRejection: null,
    keepsPayouts: false,
    submitted: false,
    wasComplete: false,
    contactPhone: null,
    locales: [],
    businessProfile: {},
    company: {},
    settings: {},
    tosAcceptance: {},
    groups: {},
    v2: {},
    ...given,
  };
}
