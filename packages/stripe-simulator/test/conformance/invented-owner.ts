/** A person whose documented test values match, so that the checks pass at once (docs.stripe.com/connect/testing). */
export const verifiedOwner = {
  first_name: "Nova",
  last_name: "Beispiel",
  dob: { day: 1, month: 1, year: 1902 },
  address: {
    line1: "address_full_match",
    city: "Testville",
    postal_code: "94107",
    state: "CA",
    country: "US",
  },
  id_number: "000000000",
};

/** A custom account of which everything is known: the platform says it all. */
export const completeCustomAccount = {
  type: "custom" as const,
  country: "US",
  business_type: "individual" as const,
  capabilities: { transfers: { requested: true } },
  business_profile: { product_description: "Songs" },
  tos_acceptance: { date: 1_700_000_000, ip: "203.0.113.7" },
  external_account: {
    object: "bank_account" as const,
    country: "US",
    currency: "usd",
    routing_number: "110000000",
    account_number: "000123456789",
  },
  individual: verifiedOwner,
};

export const express = {
  type: "express" as const,
  country: "US",
  business_type: "individual" as const,
  capabilities: { transfers: { requested: true } },
};

/** The v2 account of one who is paid, and sells nothing. */
export const recipient = {
  contact_email: "nova@creators.example",
  display_name: "Nova",
  dashboard: "express" as const,
  identity: { country: "US", entity_type: "individual" as const },
  defaults: {
    responsibilities: { fees_collector: "application" as const, losses_collector: "application" as const },
  },
  configuration: {
    recipient: { capabilities: { stripe_balance: { stripe_transfers: { requested: true } } } },
  },
};
