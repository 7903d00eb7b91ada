import { accountsToRead, saveAccountReadings } from "@payrun/db";
import type { Deps } from "../deps.ts";
import { readAccount } from "../pay/read-live.ts";

const NEVER_READ_PAGE = 50;

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
      page.accounts.map((account) => ({ ...account, error: null, negative: null })),
    );
    startingAfter = page.nextStartingAfter;
  } while (startingAfter !== null);
  for (;;) {
    const accountIds = await accountsToRead.notReadSince(deps.db, startedAt, NEVER_READ_PAGE);
    if (accountIds.length === 0) return;
    await saveAccountReadings(
      deps.db,
      await Promise.all(accountIds.map((accountId) => readAccount(deps.provider, accountId))),
    );
  }
}
