import { newId } from "../protocol/new-id.ts";
import type { AccountRow, RequirementsRow } from "../state/rows.ts";

/** What a fresh account still has to tell Stripe before it can be paid. */
const dueAtFirst = ["external_account", "tos_acceptance.date", "tos_acceptance.ip"];

/** Countries with the euro and other currencies by country; US dollars where nothing is known. */
const currencyByCountry: Readonly<Record<string, string>> = {
  AT: "eur",
  BE: "eur",
  DE: "eur",
  ES: "eur",
  FI: "eur",
  FR: "eur",
  GR: "eur",
  IE: "eur",
  IT: "eur",
  LU: "eur",
  NL: "eur",
  PT: "eur",
  AU: "aud",
  BR: "brl",
  CA: "cad",
  CH: "chf",
  CZ: "czk",
  DK: "dkk",
  GB: "gbp",
  HU: "huf",
  IN: "inr",
  JP: "jpy",
  MX: "mxn",
  NO: "nok",
  NZ: "nzd",
  PL: "pln",
  SE: "sek",
  SG: "sgd",
};

export function requirements(given: Partial<RequirementsRow> = {}): RequirementsRow {
  return {
    currentlyDue: [],
    pastDue: [],
    eventuallyDue: [],
    pendingVerification: [],
    errors: [],
    currentDeadline: null,
    disabledReason: null,
    ...given,
  };
}

/** An account as Stripe makes it: it exists, but it cannot be paid before its owner was onboarded. */
export function newAccount(given: Partial<AccountRow> & Pick<AccountRow, "created">): AccountRow {
  const country = given.country ?? "US";
  return {
    id: newId("acct").slice(0, 21),
    apiGeneration: 1,
    type: "express",
    country,
    defaultCurrency: currencyByCountry[country] ?? "usd",
    email: null,
    displayName: null,
    businessType: null,
    capabilities: { transfers: "inactive" },
    payoutsEnabled: false,
    chargesEnabled: false,
    detailsSubmitted: false,
    requirements: requirements({
      currentlyDue: dueAtFirst,
      pastDue: dueAtFirst,
      eventuallyDue: dueAtFirst,
      disabledReason: "requirements.past_due",
    }),
    metadata: {},
    closed: false,
    deleted: false,
    mayGoNegative: false,
    ...given,
  };
}

/** An account whose owner has told Stripe everything: it can be paid and pays out to its bank. */
export function readyAccount(given: Partial<AccountRow> & Pick<AccountRow, "created">): AccountRow {
  return newAccount({
    capabilities: { transfers: "active" },
    payoutsEnabled: true,
    detailsSubmitted: true,
    requirements: requirements(),
    ...given,
  });
}
