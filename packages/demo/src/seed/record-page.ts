import type { Database } from "@payrun/db";
import {
  acceptCreators,
  acceptEarnings,
  acceptReversals,
  acceptTokenPurchases,
  type IntakeResult,
} from "@payrun/intake";
import type { DemoPage } from "../generate/generate-demo.ts";

export type IntakeDeps = {
  readonly db: Database;
  readonly holdDays: number;
  /** The business clock. */
  readonly now: Date;
};

/** As many as one call of `/v1` takes. */
const rowsPerCallMax = 1000;

/** The creators of a page, by the path that `/v1` takes. Recording them again changes nothing. */
export async function recordCreators(deps: IntakeDeps, { creators }: DemoPage): Promise<void> {
  const rows = creators.map(({ sourceId, handle, displayName, email, country, currency, ...person }) => ({
    sourceId,
    handle,
    displayName,
    email,
    country,
    currency,
    stripeAccountId: person.stripeAccountId,
    sanctions: person.role === "sanctionsBlocked" ? "blocked" : "clear",
    taxForm: person.role === "taxFormMissing" ? "missing" : "complete",
    ...(person.role === "highOwnMinimum" ? { minimumMinor: { [currency]: 5_000_000 } } : {}),
    paused: person.role === "paused",
  }));
  await inCalls(rows, (some) => acceptCreators(deps, some));
}

/** The money of a page: what fans bought, what creators earned, what was taken back. As `/v1` would get it. */
export async function recordMoney(deps: IntakeDeps, page: DemoPage): Promise<void> {
  const purchases = page.purchases.map(({ sourceId, fanSourceId, tokens, currency, ...purchase }) => ({
    sourceId,
    fanSourceId,
    tokens,
    currency,
    amountMinor: String(purchase.amountMinor),
    purchasedAt: purchase.purchasedAt.toISOString(),
  }));
  const earnings = page.earnings.map(
    ({ sourceType, sourceId, creatorSourceId, fanSourceId, ...earning }) => ({
      sourceType,
      sourceId,
      creatorSourceId,
      fanSourceId,
      tokens: earning.tokens,
      currency: earning.currency,
      grossMinor: String(earning.grossMinor),
      feeMinor: String(earning.feeMinor),
      earnedAt: earning.earnedAt.toISOString(),
    }),
  );
  const reversals = page.reversals.map(({ sourceId, of, kind, grossMinor, paidAs, occurredAt }) => ({
    sourceId,
    kind,
    paidAs,
    ...of,
    grossMinor: String(grossMinor),
    occurredAt: occurredAt.toISOString(),
  }));
  await inCalls(purchases, (some) => acceptTokenPurchases(deps, some));
  await inCalls(earnings, (some) => acceptEarnings(deps, some));
  await inCalls(reversals, (some) => acceptReversals(deps, some));
}

/** @throws when a row is refused: the demo's own mistake, so nothing is seeded past it. */
async function inCalls<Row>(
  rows: readonly Row[],
  accept: (some: readonly Row[]) => Promise<IntakeResult>,
): Promise<void> {
  for (let first = 0; first < rows.length; first += rowsPerCallMax) {
    const { results } = await accept(rows.slice(first, first + rowsPerCallMax));
    for (const result of results) {
      if (result.status === "refused") {
        throw new Error(`The demo row ${result.sourceId} was refused: ${result.error.message}`);
      }
    }
  }
}
