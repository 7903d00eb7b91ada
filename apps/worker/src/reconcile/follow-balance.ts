import {
  beginComparison,
  endWalk,
  listedCash,
  postOpening,
  readBalanceReading,
  saveMovements,
  type ListedCash,
} from "@payrun/db";
import { money, type CurrencyCode } from "@payrun/payouts-core";
import type { BalanceTransaction, PlatformBalance } from "@payrun/provider";
import type { Deps } from "../deps.ts";

/** Stripe stamps whole seconds by its own clock. */
export const SKEW_MS = 5 * 60 * 1000;
/** How far behind the newest known movement a walk begins again: one may appear late under an earlier second. */
const OVERLAP_MS = 60 * 60 * 1000;
const QUIET_TRIES = 3;

/** Stripe's balance of one currency, and the sum of the movements that led to it. Minor units. */
export type StripeCash = {
  readonly currency: CurrencyCode;
  readonly stripeMinor: bigint;
  readonly listedMinor: bigint;
};

/**
 * Reads the movements of the platform's balance that are new into the database, all pages, and the balance itself at an
 * instant at which no movement came between. At the first time, what the movements do not explain is the opening balance.
 *
 * @returns null when money moved at every try: the balance belongs to no known list then, and is compared next time.
 * @throws ProviderUnavailable; what was read stays, and the next walk begins where the last complete one ended.
 */
export async function followBalance(deps: Deps): Promise<readonly StripeCash[] | null> {
  await walk(deps, OVERLAP_MS);
  for (let tries = 0; tries < QUIET_TRIES; tries += 1) {
    const before = await listedCash(deps.db);
    const balance = balanceOf(await deps.provider.readBalance());
    await walk(deps, SKEW_MS);
    const after = await listedCash(deps.db);
    if (sumsOf(before) === sumsOf(after)) return open(deps, cashOf(balance, after));
  }
  return null;
}

async function walk({ db, provider }: Deps, overlapMs: number): Promise<void> {
  const { startedAt } = await beginComparison(db);
  const { readFrom, readThrough } = await readBalanceReading(db, SKEW_MS);
  const createdFrom =
    readThrough === null
      ? readFrom
      : new Date(Math.max(readFrom.getTime(), readThrough.getTime() - overlapMs));
  for await (const page of provider.listBalanceTransactions({ createdFrom }))
    await saveMovements(db, page.map(movement));
  await endWalk(db, { createdFrom, startedAt });
}

function movement(transaction: BalanceTransaction) {
  const { id, type, amountMinor, feeMinor, currency, sourceId, createdAt, isInexact } = transaction;
  return { id, type, amountMinor, feeMinor, currency, sourceId, createdAt, isInexact };
}

function balanceOf({
  available,
  pending,
  connectReserved,
}: PlatformBalance): ReadonlyMap<CurrencyCode, bigint> {
  const sums = new Map<CurrencyCode, bigint>();
  for (const { currency, amountMinor } of [...available, ...pending, ...connectReserved])
    sums.set(currency, (sums.get(currency) ?? 0n) + amountMinor);
  return sums;
}

function sumsOf(listed: readonly ListedCash[]): string {
  return listed.map(({ currency, listedMinor, count }) => `${currency} ${listedMinor} ${count}`).join();
}

function cashOf(
  balance: ReadonlyMap<CurrencyCode, bigint>,
  listed: readonly ListedCash[],
): readonly StripeCash[] {
  const listedOf = new Map(listed.map(({ currency, listedMinor }) => [currency, listedMinor]));
  const currencies = new Set([...balance.keys(), ...listedOf.keys()]);
  return [...currencies].toSorted().map((currency) => ({
    currency,
    stripeMinor: balance.get(currency) ?? 0n,
    listedMinor: listedOf.get(currency) ?? 0n,
  }));
}

/** Posts the opening entries, unless they are posted. */
async function open({ db, clock }: Deps, cash: readonly StripeCash[]): Promise<readonly StripeCash[]> {
  const { openedAt } = await readBalanceReading(db, SKEW_MS);
  if (openedAt === null) {
    const opening = cash.map(({ currency, stripeMinor, listedMinor }) =>
      money(stripeMinor - listedMinor, currency),
    );
    await db.transaction((tx) => postOpening(tx, opening, clock.now()));
  }
  return cash;
}
