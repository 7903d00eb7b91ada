import type { CurrencyCode, PayoutCadence } from "@payrun/payouts-core";
import type { Database, Sql, Transaction } from "../database.ts";
import { appendAudit } from "../operations/audit-log.ts";
import { stageJobs } from "../operations/outbox.ts";

/** How a creator wants to be paid. */
export type PayoutSettings = {
  /** Display default, ISO 4217. */
  readonly currency: CurrencyCode;
  /** In which she has, or had, a balance; the display default is one of them. */
  readonly currencies: readonly CurrencyCode[];
  /** Her own minimum by currency, minor units. */
  readonly ownMinimumMinor: Readonly<Record<CurrencyCode, bigint>>;
  readonly cadence: PayoutCadence;
  /** When she paused her payouts; null: they run. */
  readonly pausedAt: Date | null;
  /** The platform's team paused them, too. */
  readonly pausedByTeam: boolean;
};

type SettingsRow = Omit<PayoutSettings, "ownMinimumMinor"> & {
  readonly ownMinimum: Readonly<Record<string, string>>;
};

/** Reads them; null when there is no such creator. */
export async function readPayoutSettings(sql: Sql, creatorId: string): Promise<PayoutSettings | null> {
  const [row] = await sql.query<SettingsRow>(
    `SELECT c.currency, c.own_minimum_minor AS "ownMinimum", c.cadence, c.paused_by_creator_at AS "pausedAt",
            c.paused_by_admin_at IS NOT NULL AS "pausedByTeam",
            ARRAY(SELECT currency FROM (
                    SELECT c.currency::text AS currency
                    UNION SELECT a.currency FROM ledger_accounts a WHERE a.creator_id = c.id AND a.kind = 'creator_available'
                    UNION SELECT jsonb_object_keys(c.own_minimum_minor)) known
                   ORDER BY currency <> c.currency, currency) AS currencies
       FROM creators c WHERE c.id = $1`,
    [creatorId],
  );
  if (!row) return null;
  const { ownMinimum, ...settings } = row;
  const ownMinimumMinor = Object.fromEntries(
    Object.entries(ownMinimum).map(([currency, amount]) => [currency, BigInt(amount)]),
  );
  return { ...settings, ownMinimumMinor };
}

/** A creator who changes something about herself. */
export type SettingsChange = { readonly creatorId: string; readonly actor: string };

/** Sets her own minimum in one currency, minor units; null takes it away. */
export async function setOwnMinimum(
  db: Database,
  {
    currency,
    amountMinor,
    ...change
  }: SettingsChange & { readonly currency: CurrencyCode; readonly amountMinor: bigint | null },
): Promise<void> {
  await db.transaction(async (tx) => {
    const before = await lockSettings(tx, change.creatorId);
    const { [currency]: was, ...others } = before.ownMinimum;
    const now = amountMinor?.toString();
    if (was === now) return;
    const minimum = now === undefined ? others : { ...others, [currency]: now };
    await tx.query("UPDATE creators SET own_minimum_minor = $2 WHERE id = $1", [
      change.creatorId,
      JSON.stringify(minimum),
    ]);
    await writeDown(tx, change, "settings.minimum", { currency, before: was ?? null, after: now ?? null });
  });
}

/** Sets on which dates she is paid; counts from the next plan on. */
export async function setCadence(
  db: Database,
  { cadence, ...change }: SettingsChange & { readonly cadence: PayoutCadence },
): Promise<void> {
  await db.transaction(async (tx) => {
    const before = await lockSettings(tx, change.creatorId);
    if (before.cadence === cadence) return;
    await tx.query("UPDATE creators SET cadence = $2::payout_cadence WHERE id = $1", [
      change.creatorId,
      cadence,
    ]);
    await writeDown(tx, change, "settings.cadence", { before: before.cadence, after: cadence });
  });
}

/**
 * Pauses her payouts: nothing more is planned for her, and what is planned and not begun is held at its claim. Paused
 * already: stays since then.
 *
 * @param now the business clock.
 */
export async function pausePayouts(db: Database, change: SettingsChange, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const before = await lockSettings(tx, change.creatorId);
    if (before.pausedAt !== null) return;
    await tx.query("UPDATE creators SET paused_by_creator_at = $2 WHERE id = $1", [change.creatorId, now]);
    await writeDown(tx, change, "settings.pause", {});
  });
}

/** Lets her payouts go on, and stages the retry of what the pause held. */
export async function resumePayouts(db: Database, change: SettingsChange): Promise<void> {
  await db.transaction(async (tx) => {
    const before = await lockSettings(tx, change.creatorId);
    if (before.pausedAt === null) return;
    await tx.query("UPDATE creators SET paused_by_creator_at = NULL WHERE id = $1", [change.creatorId]);
    await writeDown(tx, change, "settings.resume", { pausedAt: before.pausedAt.toISOString() });
    await stageJobs(tx, [{ name: "retry-failed-payouts", payload: { creatorIds: [change.creatorId] } }]);
  });
}

type LockedSettings = {
  readonly ownMinimum: Readonly<Record<string, string>>;
  readonly cadence: PayoutCadence;
  readonly pausedAt: Date | null;
};

async function lockSettings(tx: Transaction, creatorId: string): Promise<LockedSettings> {
  const [row] = await tx.query<LockedSettings>(
    `SELECT own_minimum_minor AS "ownMinimum", cadence, paused_by_creator_at AS "pausedAt"
       FROM creators WHERE id = $1 FOR NO KEY UPDATE`,
    [creatorId],
  );
  if (!row) throw new Error(`creator ${creatorId} is not there`);
  return row;
}

async function writeDown(
  tx: Transaction,
  { actor, creatorId }: SettingsChange,
  action: string,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  await appendAudit(tx, { actor, action, subjectType: "creator", subjectId: creatorId, detail });
}
