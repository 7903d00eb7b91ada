import type { LaterRequest } from "../accounts/account-details.ts";
import { type Cause, changeAccount } from "../accounts/change-account.ts";
import { type FactsChange, mergeFacts } from "../accounts/facts.ts";
import { putPerson } from "../accounts/persons/put-person.ts";
import { personInCharge } from "../accounts/requirements/refresh-account.ts";
import { replaceExternalAccount } from "../accounts/set-external-account.ts";
import { type BankFacts, checkExternalAccount } from "../payouts/external-accounts/external-accounts.ts";
import type { AccountRow } from "../state/rows.ts";
import type { World } from "../world.ts";

/** What an owner says of himself: by v1's names. */
export type FilledIn = {
  readonly person?: FactsChange;
  readonly company?: FactsChange;
  readonly businessProfile?: FactsChange;
  readonly bank?: BankFacts;
  /** The terms are accepted, and everything is handed in: from here on the standing follows from what is known. */
  readonly submit?: {
    readonly ip: string;
    readonly userAgent: string;
    readonly later: readonly LaterRequest[];
  };
};

/** Writes what an owner has filled in, with the events that follow. Throws 400 for a bank account that there is none of. */
export function fillIn(world: World, account: AccountRow, filled: FilledIn, cause?: Cause): void {
  const { person, company, businessProfile, bank, submit } = filled;
  if (bank !== undefined) checkExternalAccount(bank);
  changeAccount(
    world,
    account,
    () => {
      const { details } = account;
      account.businessType ??= "individual";
      details.company = mergeFacts(details.company, company);
      details.businessProfile = mergeFacts(details.businessProfile, businessProfile);
      if (person !== undefined) {
        const isIndividual = account.businessType === "individual";
        const known = personInCharge(world.state, account) ?? null;
        const relationship = isIndividual ? {} : { relationship: { representative: true } };
        putPerson(world, account, known, mergeFacts(mergeFacts({}, person), relationship), isIndividual);
      }
      if (bank !== undefined) replaceExternalAccount(world, account, bank, cause);
      if (submit === undefined) return;
      details.tosAcceptance = mergeFacts(details.tosAcceptance, {
        date: world.clock.nowSeconds(),
        ip: submit.ip,
        user_agent: submit.userAgent,
      });
      Object.assign(details, {
        derived: true,
        submitted: true,
        onboardingBegun: true,
        later: [...submit.later],
      });
    },
    cause,
  );
}
