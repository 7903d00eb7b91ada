import {
  findHolders,
  findItemsInFlight,
  insertCreators,
  lockHostCreators,
  newId,
  openCreatorAccounts,
  openPlatformAccounts,
  stageJobs,
  tellDestinationChanged,
  updateCreators,
  type Database,
  type HostCreator,
  type Transaction,
} from "@payrun/db";
import { parseRows, type ParsedRow } from "../rows/parse-rows.ts";
import { inCallOrder, type IntakeResult, type RowResult } from "../rows/row-result.ts";
import { creatorRow, type CreatorRow } from "./creator-row.ts";
import { decideCreators } from "./decide-creators.ts";

/**
 * Takes creators from the host: new ones are created with their accounts in the display currency, known ones updated.
 * A new or changed Stripe account counts as unable to receive until the worker, which is asked to, has read it.
 *
 * @param now the business clock.
 */
export async function acceptCreators(
  { db, now }: { readonly db: Database; readonly now: Date },
  rows: readonly unknown[],
): Promise<IntakeResult> {
  const { parsed, malformed } = parseRows(creatorRow, rows, { now });
  if (parsed.length === 0) return inCallOrder(malformed);
  return inCallOrder(malformed, await db.transaction((tx) => recordCreators(tx, parsed, now)));
}

async function recordCreators(
  tx: Transaction,
  rows: readonly ParsedRow<CreatorRow>[],
  now: Date,
): Promise<readonly RowResult[]> {
  const creators = await lockHostCreators(
    tx,
    rows.map((row) => row.sourceId),
  );
  const holders = await findHolders(tx, {
    handles: rows.map((row) => row.handle),
    stripeAccountIds: rows.flatMap((row) => row.stripeAccountId ?? []),
  });
  const itemsInFlight = await findItemsInFlight(
    tx,
    creators.map((creator) => creator.id),
  );
  const { results, created, updated } = decideCreators(
    rows,
    { creators, holders, itemsInFlight },
    { now, newId: () => newId() },
  );
  await insertCreators(tx, created);
  await updateCreators(tx, updated);
  await openAccountsOf(tx, [...created, ...updated]);
  await tellOfNewDestinations(tx, updated, creators);
  if (hasUnreadAccount([...created, ...updated], creators)) {
    await stageJobs(tx, [{ name: "refresh-accounts", payload: {}, dedupeKey: "refresh-accounts" }]);
  }
  return results;
}

async function openAccountsOf(tx: Transaction, creators: readonly HostCreator[]): Promise<void> {
  if (creators.length === 0) return;
  await openCreatorAccounts(
    tx,
    creators.map(({ id, currency }) => ({ creatorId: id, currency })),
  );
  await openPlatformAccounts(tx, [...new Set(creators.map((creator) => creator.currency))]);
}

/** At the address that the host reported before, too: a call that redirects money may bring a new one along. */
async function tellOfNewDestinations(
  tx: Transaction,
  after: readonly HostCreator[],
  before: readonly HostCreator[],
): Promise<void> {
  const known = new Map(before.map((creator) => [creator.id, creator]));
  const changed = after.flatMap((creator) => {
    const former = known.get(creator.id);
    return former !== undefined && former.destinationChangedAt !== creator.destinationChangedAt
      ? [{ creatorId: creator.id, formerEmail: former.email }]
      : [];
  });
  await tellDestinationChanged(tx, changed);
}

function hasUnreadAccount(after: readonly HostCreator[], before: readonly HostCreator[]): boolean {
  const accountBefore = new Map(before.map((creator) => [creator.id, creator.stripeAccountId]));
  return after.some(
    ({ id, stripeAccountId }) =>
      stripeAccountId !== null && stripeAccountId !== (accountBefore.get(id) ?? null),
  );
}
