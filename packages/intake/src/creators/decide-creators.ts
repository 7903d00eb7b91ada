import type { HostCreator, UniqueHolder } from "@payrun/db";
import type { ParsedRow } from "../rows/parse-rows.ts";
import { refused, type RowError, type RowResult } from "../rows/row-result.ts";
import type { CreatorRow } from "./creator-row.ts";

export type CreatorSnapshot = {
  readonly creators: readonly HostCreator[];
  readonly holders: readonly UniqueHolder[];
  /** The item that is at Stripe or on its way there, by creator id. */
  readonly itemsInFlight: ReadonlyMap<string, string>;
};

export type CreatorDecision = {
  readonly results: readonly RowResult[];
  readonly created: readonly HostCreator[];
  readonly updated: readonly HostCreator[];
};

/**
 * Decides row after row, so that a later row of the same call sees what an earlier one did. A handle or a Stripe account
 * that a creator gives up in this call is free from the next call on.
 */
export function decideCreators(
  rows: readonly ParsedRow<CreatorRow>[],
  { creators, holders, itemsInFlight }: CreatorSnapshot,
  { now, newId }: { readonly now: Date; readonly newId: () => string },
): CreatorDecision {
  const current = new Map(creators.map((creator) => [creator.sourceId, creator]));
  const holderOfHandle = new Map(holders.map((holder) => [holder.handle, holder.sourceId]));
  const holderOfAccount = new Map(holders.map((holder) => [holder.stripeAccountId, holder.sourceId]));
  const created = new Map<string, HostCreator>();
  const updated = new Map<string, HostCreator>();

  const decide = (row: ParsedRow<CreatorRow>): RowResult => {
    const before = current.get(row.sourceId);
    const after = merged(row, before ?? unknownCreator(row, newId()), now);
    const taken =
      takenBy("handle", "handle_taken", after.handle, holderOfHandle.get(after.handle), row.sourceId) ??
      takenBy(
        "stripeAccountId",
        "stripe_account_taken",
        after.stripeAccountId,
        holderOfAccount.get(after.stripeAccountId),
        row.sourceId,
      ) ??
      destinationFrozen(before, after, itemsInFlight);
    if (taken) return refused(row, taken);
    const result = { index: row.index, sourceId: row.sourceId, id: after.id };
    if (before && isSame(before, after)) return { ...result, status: "unchanged" };
    current.set(row.sourceId, after);
    holderOfHandle.set(after.handle, row.sourceId);
    if (after.stripeAccountId !== null) holderOfAccount.set(after.stripeAccountId, row.sourceId);
    const isNew = before === undefined || created.has(row.sourceId);
    (isNew ? created : updated).set(row.sourceId, after);
    return { ...result, status: before ? "updated" : "created" };
  };

  const results = rows.map(decide);
  return { results, created: [...created.values()], updated: [...updated.values()] };
}

function unknownCreator(row: CreatorRow, id: string): HostCreator {
  return {
    id,
    sourceId: row.sourceId,
    handle: row.handle,
    displayName: row.handle,
    email: null,
    country: null,
    currency: row.currency,
    stripeAccountId: row.stripeAccountId ?? null,
    destinationChangedAt: null,
    sanctions: "not_reported",
    taxForm: "not_reported",
    ownMinimumMinor: {},
    pausedAt: null,
    accountReadAt: null,
  };
}

function merged(row: CreatorRow, before: HostCreator, now: Date): HostCreator {
  const stripeAccountId = orBefore(row.stripeAccountId, before.stripeAccountId);
  return {
    ...before,
    handle: row.handle,
    displayName: row.displayName === undefined ? before.displayName : (row.displayName ?? row.handle),
    email: orBefore(row.email, before.email),
    country: before.accountReadAt === null ? orBefore(row.country, before.country) : before.country,
    currency: row.currency,
    stripeAccountId,
    destinationChangedAt: hasNewDestination(before, stripeAccountId) ? now : before.destinationChangedAt,
    sanctions: row.sanctions ?? before.sanctions,
    taxForm: row.taxForm ?? before.taxForm,
    ownMinimumMinor: row.minimumMinor === undefined ? before.ownMinimumMinor : asStrings(row.minimumMinor),
    pausedAt: row.paused === undefined ? before.pausedAt : row.paused ? (before.pausedAt ?? now) : null,
  };
}

/** The first account ever is no change; taking one away and giving another is. */
function hasNewDestination(before: HostCreator, stripeAccountId: string | null): boolean {
  const hadOne = before.stripeAccountId !== null || before.destinationChangedAt !== null;
  return hadOne && stripeAccountId !== before.stripeAccountId;
}

function orBefore<T>(sent: T | null | undefined, before: T | null): T | null {
  return sent === undefined ? before : sent;
}

function asStrings(minimum: Readonly<Record<string, bigint>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(minimum).map(([currency, amount]) => [currency, amount.toString()]),
  );
}

function isSame(a: HostCreator, b: HostCreator): boolean {
  const content = ({ ownMinimumMinor, ...creator }: HostCreator) =>
    JSON.stringify([creator, Object.entries(ownMinimumMinor).toSorted(([x], [y]) => (x < y ? -1 : 1))]);
  return content(a) === content(b);
}

function takenBy(
  field: "handle" | "stripeAccountId",
  code: "handle_taken" | "stripe_account_taken",
  value: string | null,
  holder: string | undefined,
  sender: string,
): RowError | null {
  if (value === null || holder === undefined || holder === sender) return null;
  return {
    code,
    field,
    message: `${field} ${value} belongs to the creator with sourceId ${holder}: change that one first, then send this row again.`,
    stored: { sourceId: holder, [field]: value },
    sent: { sourceId: sender, [field]: value },
  };
}

function destinationFrozen(
  before: HostCreator | undefined,
  after: HostCreator,
  itemsInFlight: ReadonlyMap<string, string>,
): RowError | null {
  const itemId = itemsInFlight.get(after.id);
  if (!before || itemId === undefined || before.stripeAccountId === after.stripeAccountId) return null;
  return {
    code: "payout_in_flight",
    field: "stripeAccountId",
    message: `payout item ${itemId} is on its way to ${before.stripeAccountId}: send this row again when it has ended.`,
    stored: { stripeAccountId: before.stripeAccountId, payoutItemId: itemId },
    sent: { stripeAccountId: after.stripeAccountId },
  };
}
