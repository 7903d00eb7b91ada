import { accountsToRead, saveAccountReadings } from "@payrun/db";
import { accountReading } from "@payrun/provider";
import type { Deps } from "../deps.ts";

/** More than these are read by the list, 100 a request. */
const ONE_BY_ONE_MAX = 50;

/**
 * Reads all connected accounts into the mirror, 100 a request; then, one by one, those that the list did not bring,
 * and those below zero, whose balance the list does not say.
 *
 * @throws ProviderUnavailable; what was read until then is kept.
 */
export async function refreshAccounts(deps: Deps): Promise<void> {
  const startedAt = await accountsToRead.startedAt(deps.db);
  let startingAfter: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof deps.provider.listAccounts>> = await deps.provider.listAccounts({
      startingAfter,
    });
    await saveAccountReadings(
      deps.db,
      page.accounts.map((account) => accountReading(account, null)),
      deps.clock.now(),
    );
    startingAfter = page.nextStartingAfter;
  } while (startingAfter !== null);
  for (;;) {
    const accountIds = await accountsToRead.notReadSince(deps.db, startedAt, ONE_BY_ONE_MAX);
    if (accountIds.length === 0) return;
    await readOneByOne(deps, accountIds);
  }
}

/**
 * Reads, before a plan decides, the accounts that it would skip only because nobody has looked: a creator who was
 * reported a minute before the schedule date is paid on it.
 *
 * @throws ProviderUnavailable; the plan is tried again.
 */
export async function readUnsureAccounts(deps: Deps): Promise<void> {
  const accountIds = await accountsToRead.unsure(deps.db, ONE_BY_ONE_MAX + 1);
  if (accountIds.length > ONE_BY_ONE_MAX) return refreshAccounts(deps);
  await readOneByOne(deps, accountIds);
}

async function readOneByOne(deps: Deps, accountIds: readonly string[]): Promise<void> {
  const readings = await Promise.all(accountIds.map((id) => deps.provider.readPayoutAccount(id)));
  await saveAccountReadings(deps.db, readings, deps.clock.now());
}
