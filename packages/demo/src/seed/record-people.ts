import { insertUsers, newId, type Sql } from "@payrun/db";
import type { DemoPage } from "../generate/generate-demo.ts";

/** Languages of the demo's people, by country; English elsewhere. */
const localeOf: Readonly<Record<string, "de" | "ja">> = { DE: "de", JP: "ja" };
const zoneOf: Readonly<Record<string, string>> = {
  US: "America/New_York",
  DE: "Europe/Berlin",
  FR: "Europe/Paris",
  ES: "Europe/Madrid",
  IT: "Europe/Rome",
  NL: "Europe/Amsterdam",
  JP: "Asia/Tokyo",
};

export type PeopleDeps = {
  readonly sql: Sql;
  /** Of the password that all of them share. */
  readonly passwordHash: string;
};

/** The profiles of a page's new creators, the fans that they are, too, and their users. Again changes nothing. */
export async function recordCreatorsAsPeople(
  { sql, passwordHash }: PeopleDeps,
  page: DemoPage,
): Promise<void> {
  const { creators, profiles } = page;
  if (creators.length === 0) return;
  await sql.query(
    `UPDATE creators c SET biography = g.biography, call_price_tokens = g.price
       FROM unnest($1::text[], $2::text[], $3::bigint[]) AS g (source_id, biography, price) WHERE c.source_id = g.source_id`,
    [
      profiles.map(({ creatorSourceId }) => creatorSourceId),
      profiles.map(({ biography }) => biography),
      profiles.map(({ callPriceTokens }) => callPriceTokens),
    ],
  );
  await sql.query(
    `INSERT INTO fans (id, source_id, display_name, creator_id)
     SELECT g.id, g.source_id || '-as-fan', c.display_name, c.id
       FROM unnest($1::uuid[], $2::text[]) AS g (id, source_id) JOIN creators c USING (source_id)
     ON CONFLICT DO NOTHING`,
    [creators.map(() => newId()), creators.map(({ sourceId }) => sourceId)],
  );
  const ids = await sql.query<{ sourceId: string; creatorId: string; fanId: string }>(
    `SELECT c.source_id AS "sourceId", c.id AS "creatorId", f.id AS "fanId"
       FROM creators c JOIN fans f ON f.creator_id = c.id WHERE c.source_id = ANY ($1::text[])`,
    [creators.map(({ sourceId }) => sourceId)],
  );
  const idsOf = new Map(ids.map((row) => [row.sourceId, row]));
  await insertUsers(
    sql,
    creators.flatMap(({ sourceId, displayName: name, email, country }) => {
      const found = idsOf.get(sourceId);
      if (found === undefined) return [];
      const { creatorId, fanId } = found;
      const where = { locale: localeOf[country] ?? "en", timeZone: zoneOf[country] ?? "UTC" } as const;
      const account = { passwordHash, emailVerified: true, adminId: null, role: "creator" } as const;
      return [{ name, email, creatorId, fanId, ...where, ...account }];
    }),
  );
}

/** A page's fans: their names, and the users of those who sign in. Again changes nothing. */
export async function recordFans({ sql, passwordHash }: PeopleDeps, { fans }: DemoPage): Promise<void> {
  if (fans.length === 0) return;
  const rows = await sql.query<{ id: string; sourceId: string }>(
    `INSERT INTO fans (id, source_id, display_name) SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[])
     ON CONFLICT (source_id) DO UPDATE SET display_name = excluded.display_name RETURNING id, source_id AS "sourceId"`,
    [
      fans.map(() => newId()),
      fans.map(({ sourceId }) => sourceId),
      fans.map(({ displayName }) => displayName),
    ],
  );
  const idOf = new Map(rows.map(({ id, sourceId }) => [sourceId, id]));
  await insertUsers(
    sql,
    fans.flatMap(({ sourceId, displayName: name, email }) => {
      const fanId = idOf.get(sourceId);
      if (email === null || fanId === undefined) return [];
      const account = {
        passwordHash,
        emailVerified: true,
        role: "fan",
        creatorId: null,
        adminId: null,
      } as const;
      return [{ name, email, fanId, ...account, locale: "en", timeZone: "UTC" } as const];
    }),
  );
}
