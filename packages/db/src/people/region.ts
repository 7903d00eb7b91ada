import type { Database } from "../database.ts";
import { appendAudit } from "../operations/audit-log.ts";

/** In which language and zone a user sees everything. */
export type Region = {
  readonly locale: "en" | "de" | "ja";
  /** IANA name. */
  readonly timeZone: string;
};

/** Sets them; the same ones again write nothing down. */
export async function setRegion(db: Database, userId: string, region: Region): Promise<void> {
  await db.transaction(async (tx) => {
    const [before] = await tx.query<Region>(
      `SELECT locale, time_zone AS "timeZone" FROM users WHERE id = $1 FOR NO KEY UPDATE`,
      [userId],
    );
    if (!before) throw new Error(`user ${userId} is not there`);
    if (before.locale === region.locale && before.timeZone === region.timeZone) return;
    await tx.query(
      "UPDATE users SET locale = $2, time_zone = $3, updated_at = clock_timestamp() WHERE id = $1",
      [userId, region.locale, region.timeZone],
    );
    await appendAudit(tx, {
      actor: `user/${userId}`,
      action: "settings.region",
      subjectType: "user",
      subjectId: userId,
      detail: { before, after: region },
    });
  });
}
