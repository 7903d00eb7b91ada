import type { AccountRow } from "../../state/rows.ts";
import type { State } from "../../state/state.ts";
import type { World } from "../../world.ts";
import type { PersonRow } from "../../onboarding/onboarding-rows.ts";
import { deriveRequirements, type KnownOfAccount } from "./derive-requirements.ts";
import { verifyPerson } from "./verify-person.ts";

/** The agenda's kind for the next instant at which an account changes by itself. */
export const accountReview = "account_review";

/** The one whose identity decides: the individual, or the representative of a company. */
export function personInCharge(state: State, account: AccountRow): PersonRow | undefined {
  const persons = state.persons.of(account.id).filter(({ deleted }) => !deleted);
  return account.businessType === "individual"
    ? persons.find(({ isIndividual }) => isIndividual)
    : (persons.find(({ facts }) => isRepresentative(facts)) ??
        persons.find(({ isIndividual }) => isIndividual));
}

export function isRepresentative(facts: PersonRow["facts"]): boolean {
  const { relationship } = facts;
  return typeof relationship === "object" && relationship !== null && "representative" in relationship
    ? relationship.representative === true
    : false;
}

/** Capabilities that are asked for, by name. */
export function requestedNames({ details }: AccountRow): string[] {
  return Object.keys(details.requested).filter((name) => details.requested[name] !== null);
}

/**
 * Brings what an account may do in line with what is known of it, and notes when it will change by itself. Leaves an
 * account alone whose standing was set through the simulator's own API.
 */
export function refreshAccount({ state, clock }: World, account: AccountRow): void {
  const nowSeconds = clock.nowSeconds();
  const nextCheckSeconds = checkPersons(state, account, nowSeconds);
  if (!account.details.derived) return planReview(state, account, [nextCheckSeconds]);
  const { nextChangeSeconds, ...derived } = deriveRequirements(knownOf(state, account), nowSeconds);
  Object.assign(account, derived);
  const owesNothing = derived.requirements.pastDue.length === 0;
  if (owesNothing && requestedNames(account).length > 0) account.details.wasComplete = true;
  const { controller, submitted, wasComplete } = account.details;
  account.detailsSubmitted = controller.requirementCollection === "stripe" ? submitted : wasComplete;
  planReview(state, account, [nextCheckSeconds, nextChangeSeconds]);
}

/** Looks at every person again; gives when the next result is due. */
function checkPersons(state: State, account: AccountRow, nowSeconds: number): number | null {
  const due: number[] = [];
  for (const person of state.persons.of(account.id)) {
    if (person.deleted) continue;
    const verification = verifyPerson(person, nowSeconds);
    if (verification.dueSeconds !== null) due.push(verification.dueSeconds);
    if (JSON.stringify(verification) === JSON.stringify(person.verification)) continue;
    person.verification = verification;
    state.persons.put(person);
  }
  return due.length === 0 ? null : Math.min(...due);
}

/** Notes the earliest of these instants as the next at which the account changes by itself. */
function planReview({ agenda }: State, { id }: AccountRow, instants: readonly (number | null)[]): void {
  const rowId = `${accountReview}|${id}`;
  const ahead = instants.filter((instant) => instant !== null);
  if (ahead.length > 0)
    agenda.put({ id: rowId, kind: accountReview, subject: id, dueSeconds: Math.min(...ahead) });
  else if (agenda.get(rowId) !== undefined) agenda.remove(rowId);
}

function knownOf(state: State, account: AccountRow): KnownOfAccount {
  const { details, requirements } = account;
  const person = personInCharge(state, account);
  const reason = requirements.disabledReason;
  return {
    country: account.country,
    businessType: account.businessType,
    requested: requestedNames(account),
    businessProfile: details.businessProfile,
    company: details.company,
    tosAcceptance: details.tosAcceptance,
    hasExternalAccount: state.externalAccounts
      .of(account.id)
      .some(({ deleted, status }) => !deleted && status !== "errored"),
    person: person ?? null,
    later: details.later,
    keepsPayouts: details.keepsPayouts,
    rejected: reason?.startsWith("rejected.") === true ? reason : null,
  };
}
