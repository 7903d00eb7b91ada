import { addExternalAccount, checkExternalAccount } from "../payouts/external-accounts/external-accounts.ts";
import { readExternalAccount } from "../payouts/external-accounts/read-external-account.ts";
import type { AccountRow } from "../state/rows.ts";
import type { World } from "../world.ts";
import type { Cause } from "./change-account.ts";

/** Reads `external_account`, throwing what Stripe refuses, and gives what adds it: the one before of its currency goes. */
export function setExternalAccount(raw: unknown): (world: World, account: AccountRow, cause: Cause) => void {
  if (raw === undefined) return () => {};
  const facts = readExternalAccount(raw, "external_account");
  checkExternalAccount(facts);
  return (world, account, cause) => replaceExternalAccount(world, account, facts, cause);
}

/** Gives an account where it is paid out to instead of what it had in that currency. */
export function replaceExternalAccount(
  world: World,
  account: AccountRow,
  facts: Parameters<typeof addExternalAccount>[2],
  cause?: Cause,
): void {
  const { state } = world;
  const before = state.externalAccounts.of(account.id).filter(({ deleted }) => !deleted);
  const added = addExternalAccount(world, account, { ...facts, defaultForCurrency: true }, cause);
  for (const row of before) {
    if (row.currency !== added.currency) continue;
    row.deleted = true;
    state.externalAccounts.put(row);
  }
}
