import type { Database, Sql } from "../database.ts";

export type ProviderMode = "simulator" | "test" | "live";
export type Installation = {
  readonly mode: ProviderMode;
  readonly platformAccountId: string;
  readonly firstStartedAt: Date;
  readonly claimedAt: Date;
};

/**
 * Claims the database for a mode and a Stripe platform account at the first start; at every later start returns what it
 * was claimed for. The caller refuses to run when that differs: a database serves one mode and one account for good.
 *
 * @param startedAt the business clock; kept rounded down to the hour, so a start at 02:00:01 still owns 02:00.
 */
export async function claimInstallation(
  db: Database,
  {
    mode,
    platformAccountId,
    startedAt,
  }: { readonly mode: ProviderMode; readonly platformAccountId: string; readonly startedAt: Date },
): Promise<Installation> {
  await db.query(
    `INSERT INTO installation (id, mode, platform_account_id, first_started_at) VALUES (1, $1, $2, date_trunc('hour', $3::timestamptz))
     ON CONFLICT (id) DO NOTHING`,
    [mode, platformAccountId, startedAt],
  );
  await db.query("INSERT INTO operator_settings (id) VALUES (1) ON CONFLICT (id) DO NOTHING");
  const installation = await readInstallation(db);
  if (!installation) throw new Error("installation neither inserted nor found");
  return installation;
}

/** What this database was claimed for, or null before its first start. */
export async function readInstallation(db: Sql): Promise<Installation | null> {
  const [row] = await db.query<Installation>(
    `SELECT mode, platform_account_id AS "platformAccountId", first_started_at AS "firstStartedAt", claimed_at AS "claimedAt" FROM installation`,
  );
  return row ?? null;
}

/** Moves the first start back, never forward: demo data brings a history that begins before it. */
export async function backdateFirstStart(db: Database, to: Date): Promise<void> {
  await db.query(
    "UPDATE installation SET first_started_at = least(first_started_at, date_trunc('hour', $1::timestamptz))",
    [to],
  );
}

export type OperatorSettings = {
  readonly approvalFromMinor: Readonly<Record<string, string>> | null;
  readonly unusualAmountFloorMinor: Readonly<Record<string, string>>;
  readonly destinationCoolDownHours: number;
  readonly supportedCountries: readonly string[];
  /** What the platform keeps of a tip or call that is paid in Payrun's own app: hundredths of a percent. */
  readonly platformFeeBasisPoints: number;
  /** Whether creators may ask for an early payout. */
  readonly withdrawalsEnabled: boolean;
};

/** What the operator decides. Before the first start: the defaults. */
export async function readOperatorSettings(db: Pick<Database, "query">): Promise<OperatorSettings> {
  const [row] = await db.query<OperatorSettings>(
    `SELECT approval_from_minor AS "approvalFromMinor", unusual_amount_floor_minor AS "unusualAmountFloorMinor",
            destination_cool_down_hours AS "destinationCoolDownHours", supported_countries AS "supportedCountries",
            platform_fee_basis_points AS "platformFeeBasisPoints", withdrawals_enabled AS "withdrawalsEnabled"
       FROM operator_settings WHERE id = 1`,
  );
  return (
    row ?? {
      approvalFromMinor: null,
      unusualAmountFloorMinor: {},
      destinationCoolDownHours: 0,
      supportedCountries: [],
      platformFeeBasisPoints: 2000,
      withdrawalsEnabled: false,
    }
  );
}
