import { newId } from "../protocol/new-id.ts";
import type { AccountRow, RequirementsRow } from "../state/rows.ts";
import { accountDetails } from "./account-details.ts";
import { currencyOfCountry } from "./currency-of-country.ts";

/** What a fresh account still has to tell Stripe before it can be paid, before anyone asked it more. */
const dueAtFirst = ["external_account", "tos_acceptance.date", "tos_acceptance.ip"];

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
  const capabilities = given.capabilities ?? { transfers: "inactive" };
  return {
    id: newId("acct").slice(0, 21),
    apiGeneration: 1,
    type: "express",
    country,
    defaultCurrency: currencyOfCountry(country),
    email: null,
    displayName: null,
    businessType: null,
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
    details: accountDetails({
      requested: Object.fromEntries(Object.keys(capabilities).map((name) => [name, given.created])),
    }),
    ...given,
    capabilities,
  };
}

/** An account whose owner has told Stripe everything: it can be paid and pays out to its bank. */
export function readyAccount(given: Partial<AccountRow> & Pick<AccountRow, "created">): AccountRow {
  const account = newAccount({
    capabilities: { transfers: "active" },
    payoutsEnabled: true,
    detailsSubmitted: true,
    requirements: requirements(),
    ...given,
  });
  Object.assign(account.details, { derived: false, submitted: true, wasComplete: true });
  return account;
}
