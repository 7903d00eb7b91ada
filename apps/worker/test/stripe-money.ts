import { expect } from "vitest";
import type { House } from "./house.ts";

/** A request to Stripe as the platform makes it in its dashboard, or for its fans; with `Stripe-Account`, as an account. */
export async function atStripe(
  house: House,
  path: string,
  body: Readonly<Record<string, string | number>> = {},
  account?: string,
): Promise<{ readonly id: string }> {
  const answer = await fetch(`${house.stripe.url}/v1/${path}`, {
    method: "POST",
    headers: {
      authorization: "Bearer sk_test_platform",
      ...(account === undefined ? {} : { "stripe-account": account }),
    },
    body: new URLSearchParams(
      Object.fromEntries(Object.entries(body).map(([name, value]) => [name, String(value)])),
    ),
  });
  const text = await answer.text();
  expect(answer.status, `${path}: ${text}`).toBe(200);
  return JSON.parse(text) as { readonly id: string };
}

/** What Stripe's balance and `platform:cash` are, by currency; both in minor units. */
export async function cashOnBothSides(house: House): Promise<{
  readonly ledger: Readonly<Record<string, bigint>>;
  readonly stripe: Readonly<Record<string, bigint>>;
}> {
  const { available, pending, connectReserved } = await house.deps.provider.readBalance();
  const stripe: Record<string, bigint> = {};
  for (const { currency, amountMinor } of [...available, ...pending, ...connectReserved])
    stripe[currency] = (stripe[currency] ?? 0n) + amountMinor;
  const rows = await house.db.query<{ currency: string; balance: bigint }>(
    "SELECT currency, balance_minor AS balance FROM ledger_accounts WHERE kind = 'platform_cash'",
  );
  const ledger = Object.fromEntries(rows.map(({ currency, balance }) => [currency, balance]));
  return { ledger, stripe };
}

export type OpenFinding = {
  readonly kind: string;
  readonly subject: string;
  readonly owner: string;
  readonly batchId: string | null;
};

export function openFindingsOf(house: House): Promise<readonly OpenFinding[]> {
  return house.db.query<OpenFinding>(
    `SELECT kind, subject, owner, batch_id AS "batchId" FROM reconciliation_findings WHERE resolved_at IS NULL ORDER BY kind, subject`,
  );
}
