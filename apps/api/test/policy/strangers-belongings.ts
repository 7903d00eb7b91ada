import { claimInstallation, newId, type Database } from "@payrun/db";
import { acceptEarnings } from "@payrun/intake";
import { aSession, type TestUser } from "../auth/people.ts";
import { payoutDesk } from "../creator/home-story/payout-desk.ts";

/** Gives a creator one of everything that has an id: what nobody else may see, change, or learn to exist. */
export async function giveBelongings(db: Database, stranger: TestUser): Promise<void> {
  const { creatorId, fanId, userId } = stranger;
  await aSession(db, userId);
  await db.query(
    `INSERT INTO passkeys (id, user_id, public_key, credential_id, counter, device_type, backed_up, created_at)
     VALUES ($1::uuid, $2, 'key', $1::text, 0, 'multiDevice', true, now())`,
    [newId(), userId],
  );
  for (const status of ["asked", "accepted"]) {
    await db.query(
      `INSERT INTO call_requests (id, fan_id, creator_id, status, tokens, currency, gross_minor, request_key, decided_at)
       VALUES ($1::uuid, $2, $3, $4::call_status, 100, 'USD', 100, $1::text, CASE WHEN $4 <> 'asked' THEN now() END)`,
      [newId(), fanId, creatorId, status],
    );
  }
  await db.query(
    "INSERT INTO operator_settings (withdrawals_enabled) VALUES (true) ON CONFLICT (id) DO UPDATE SET withdrawals_enabled = true",
  );
  await db.query(
    "INSERT INTO withdrawal_requests (id, creator_id, currency, amount_minor) VALUES ($1, $2, 'USD', 2500)",
    [newId(), creatorId],
  );
  await db.query(
    "INSERT INTO notifications (id, dedupe_key, creator_id, kind, data) VALUES ($1::uuid, $1::text, $2, 'payout_sent', '{}')",
    [newId(), creatorId],
  );
  await payOnce(db, creatorId ?? "");
}

async function payOnce(db: Database, creatorId: string): Promise<void> {
  await db.query(
    `UPDATE creators SET stripe_account_id = 'acct_stranger', transfers_active = true, payouts_enabled = true,
            account_read_at = now() WHERE id = $1`,
    [creatorId],
  );
  const [creator] = await db.query<{ sourceId: string }>(
    `SELECT source_id AS "sourceId" FROM creators WHERE id = $1`,
    [creatorId],
  );
  const startedAt = new Date("2026-11-16T00:00:00Z");
  await claimInstallation(db, { mode: "test", platformAccountId: "acct_platform", startedAt });
  await acceptEarnings({ db, now: new Date("2027-01-31T00:00:00Z"), holdDays: 7 }, [
    {
      sourceType: "tip",
      sourceId: "a-tip-to-the-stranger",
      creatorSourceId: creator?.sourceId,
      grossMinor: 10_000,
      feeMinor: 2_000,
      currency: "USD",
      earnedAt: "2026-11-10T10:00:00Z",
    },
  ]);
  const desk = payoutDesk(db);
  const scheduledFor = new Date("2026-12-01T02:00:00Z");
  await desk.release(scheduledFor);
  const batchId = await desk.start({ periodKey: "2026-12-01", scheduledFor });
  const { items } = await desk.plan(batchId);
  if (items.length !== 1) throw new Error("the stranger was not planned");
}

/** Every id in the database, of whatever kind. */
export async function everyId(db: Database): Promise<readonly string[]> {
  const tables = await db.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns
      WHERE table_schema = 'public' AND column_name = 'id' AND data_type = 'uuid' ORDER BY 1`,
  );
  const lists = await Promise.all(
    tables.map(({ name }) => db.query<{ id: string }>(`SELECT id FROM ${name} ORDER BY id LIMIT 20`)),
  );
  return lists.flat().map(({ id }) => id);
}
