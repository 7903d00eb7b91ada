import type { CurrencyCode } from "@payrun/payouts-core";
import {
  creatorAvailable,
  creatorHeld,
  creatorInTransit,
  fanTokens,
  platformCash,
  platformClearing,
  platformFees,
  platformLosses,
  platformStripeFees,
} from "@payrun/payouts-core";
import type { Sql } from "../database.ts";

type Owner = { readonly creatorId?: string; readonly fanId?: string };
type NewAccount = Owner & { readonly code: string; readonly currency: CurrencyCode; readonly kind: string };

/** Opens what is not open yet of the creators' held, available and in-transit accounts. */
export async function openCreatorAccounts(
  tx: Sql,
  owners: readonly { readonly creatorId: string; readonly currency: CurrencyCode }[],
): Promise<void> {
  await openAccounts(
    tx,
    owners.flatMap(({ creatorId, currency }) => [
      { code: creatorHeld(creatorId), currency, kind: "creator_held", creatorId },
      { code: creatorAvailable(creatorId), currency, kind: "creator_available", creatorId },
      { code: creatorInTransit(creatorId), currency, kind: "creator_in_transit", creatorId },
    ]),
  );
}

/**
 * Opens the accounts of every creator who has none, in her display currency, so that every plan has a decision for her.
 * Creators who come through the host's calls have them from the start.
 */
export async function openMissingCreatorAccounts(sql: Sql): Promise<void> {
  const owners = await sql.query<{ creatorId: string; currency: CurrencyCode }>(
    `SELECT id AS "creatorId", currency FROM creators c
      WHERE NOT EXISTS (SELECT FROM ledger_accounts a WHERE a.creator_id = c.id AND a.kind = 'creator_available')`,
  );
  await openCreatorAccounts(sql, owners);
}

/** Opens what is not open yet of the fans' token accounts. */
export async function openFanAccounts(
  tx: Sql,
  owners: readonly { readonly fanId: string; readonly currency: CurrencyCode }[],
): Promise<void> {
  await openAccounts(
    tx,
    owners.map(({ fanId, currency }) => ({ code: fanTokens(fanId), currency, kind: "fan_tokens", fanId })),
  );
}

/** Opens what is not open yet of the platform's own five accounts in these currencies. */
export async function openPlatformAccounts(tx: Sql, currencies: readonly CurrencyCode[]): Promise<void> {
  await openAccounts(
    tx,
    currencies.flatMap((currency) => [
      { code: platformCash, currency, kind: "platform_cash" },
      { code: platformClearing, currency, kind: "platform_clearing" },
      { code: platformFees, currency, kind: "platform_fees" },
      { code: platformStripeFees, currency, kind: "platform_stripe_fees" },
      { code: platformLosses, currency, kind: "platform_losses" },
    ]),
  );
}

/** Reads before it writes: after the first time nothing is missing, and a sequence is not burnt for every look. */
async function openAccounts(tx: Sql, accounts: readonly NewAccount[]): Promise<void> {
  if (accounts.length === 0) return;
  await tx.query(
    `INSERT INTO ledger_accounts (code, currency, kind, creator_id, fan_id)
     SELECT DISTINCT n.code, n.currency, n.kind::account_kind, n.creator_id, n.fan_id
       FROM unnest($1::text[], $2::text[], $3::text[], $4::uuid[], $5::uuid[]) AS n (code, currency, kind, creator_id, fan_id)
      WHERE NOT EXISTS (SELECT FROM ledger_accounts a WHERE a.code = n.code AND a.currency = n.currency)
      ORDER BY n.code, n.currency
     ON CONFLICT (code, currency) DO NOTHING`,
    [
      accounts.map((account) => account.code),
      accounts.map((account) => account.currency),
      accounts.map((account) => account.kind),
      accounts.map((account) => account.creatorId ?? null),
      accounts.map((account) => account.fanId ?? null),
    ],
  );
}
