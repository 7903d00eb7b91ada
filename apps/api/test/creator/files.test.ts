import { newId } from "@payrun/db";
import { acceptEarnings } from "@payrun/intake";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, test } from "vitest";
import { fileTable } from "../../src/files/file-routes.ts";
import { aSession, aUser, type TestUser } from "../auth/people.ts";
import { apiOfTestFile } from "../test-api.ts";
import { payoutDesk } from "./home-story/payout-desk.ts";

const november = { periodKey: "2026-11-15", scheduledFor: new Date("2026-11-15T02:00:00Z") };

describe("files", () => {
  const api = apiOfTestFile();
  let mira: TestUser;
  let other: TestUser;
  let payoutItemId = "";

  beforeAll(async () => {
    const { db } = api;
    mira = await aUser(db, { role: "creator", timeZone: "America/New_York" });
    other = await aUser(db, { role: "creator" });
    await db.query(
      "UPDATE creators SET display_name = '=HYPERLINK(1)', stripe_account_id = 'acct_mira', transfers_active = true WHERE id = $1",
      [mira.creatorId],
    );
    const [creator] = await db.query<{ sourceId: string }>(
      `SELECT source_id AS "sourceId" FROM creators WHERE id = $1`,
      [mira.creatorId],
    );
    const rows = ["=cmd|' /C calc'!A0", "plain, with a comma", "+1", "ご支援"].map((sourceId, index) => ({
      sourceType: "tip",
      sourceId,
      creatorSourceId: creator?.sourceId,
      grossMinor: 20_00,
      feeMinor: 4_01,
      currency: "USD",
      earnedAt: `2026-11-0${index + 1}T03:00:00Z`,
    }));
    const { results } = await acceptEarnings({ db, now: november.scheduledFor, holdDays: 7 }, rows);
    if (results.some(({ status }) => status !== "created")) throw new Error(JSON.stringify(results));
    const desk = payoutDesk(db);
    await desk.release(november.scheduledFor);
    const { items } = await desk.plan(await desk.start(november));
    payoutItemId = items[0]?.payoutItemId ?? "";
  });

  async function get(path: string, user?: TestUser) {
    const cookie = user === undefined ? {} : { cookie: (await aSession(api.db, user.userId)).cookie };
    return api.app.inject({ url: `/api/files/${path}`, headers: cookie });
  }
  const rowsOf = (body: string): readonly Record<string, string>[] =>
    parse(body, { columns: true, bom: true, record_delimiter: "\r\n" });

  test("a CSV is what RFC 4180 says, names its amounts exactly, and its instants in UTC and her zone", async () => {
    const answer = await get(`payouts/${payoutItemId}.csv`, mira);
    expect(answer.headers).toMatchObject({
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="payout-2026-11-15-USD.csv"',
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    });
    expect(answer.body.split("\r\n")).toHaveLength(9);
    const rows = rowsOf(answer.body);
    expect(rows.map(({ kind, amount, balance }) => [kind, amount, balance])).toEqual([
      ["carried_in", "0.00", ""],
      ...["15.99", "31.98", "47.97", "63.96"].map((balance) => ["earning_released", "15.99", balance]),
      ["stays", "0.00", ""],
      ["payout", "63.96", ""],
    ]);
    expect(rows[1]).toMatchObject({
      at_utc: "2026-11-08T03:00:00.000Z",
      at_local: "2026-11-07 22:00:00",
      time_zone: "America/New_York",
      gross_minor: "2000",
    });
  });

  test("no text of others runs in a spreadsheet, and amounts below zero stay numbers", async () => {
    const { body } = await get("earnings.csv", mira);
    expect(rowsOf(body).map((row) => row["source_id"])).toEqual([
      "ご支援",
      "'+1",
      "plain, with a comma",
      "'=cmd|' /C calc'!A0",
    ]);
  });

  test("the mark that spreadsheets want is there on request alone", async () => {
    const mark = "\uFEFF";
    expect((await get(`payouts/${payoutItemId}.csv?bom=1`, mira)).body.startsWith(mark)).toBe(true);
    expect((await get(`payouts/${payoutItemId}.csv`, mira)).body.startsWith(mark)).toBe(false);
  });

  test("a PDF comes for a payout and for a year", async () => {
    const answers = await Promise.all([
      get(`payouts/${payoutItemId}.pdf`, mira),
      get("statements/2026.pdf", mira),
    ]);
    for (const answer of answers) {
      expect(answer.headers["content-type"]).toBe("application/pdf");
      expect(answer.rawPayload.subarray(0, 5).toString()).toBe("%PDF-");
    }
  });

  test("a filter of the earnings page filters the file, and one that cannot be is refused", async () => {
    expect(rowsOf((await get("earnings.csv?to=2026-11-01", mira)).body)).toHaveLength(2);
    expect(rowsOf((await get("earnings.csv?sourceType=call", mira)).body)).toHaveLength(0);
    for (const query of [
      "from=yesterday",
      "from=2026-11-02&to=2026-11-01",
      "state=x",
      "unknown=1",
      "bom=2",
      "currency=USD&currency=EUR",
    ]) {
      const answer = await get(`earnings.csv?${query}`, mira);
      expect([query, answer.statusCode]).toEqual([query, 400]);
    }
  });

  test("somebody else's file is answered like one that does not exist, and like no id at all", async () => {
    const answers = await Promise.all(
      [
        payoutItemId,
        newId(),
        "nonsense",
        "%00",
        "%F0%9F%92%A9",
        "..%2f..%2fetc%2fpasswd",
        `${payoutItemId}.csv`,
      ].flatMap((id) => [get(`payouts/${id}.csv`, other), get(`payouts/${id}.pdf`, other)]),
    );
    expect(new Set(answers.map(({ statusCode, body }) => `${statusCode} ${body}`))).toEqual(
      new Set(['404 {"error":{"code":"not_found","message":"there is no such file"}}']),
    );
    for (const year of ["1999.csv", "2101.csv", "20266.csv", "2026.exe", "NaN.pdf"])
      expect((await get(`statements/${year}`, mira)).statusCode).toBe(404);
  });

  test("nobody gets any without a session, as a fan, or banned; every file says who may", async () => {
    const fan = await aUser(api.db);
    const banned = await aUser(api.db, { role: "creator" });
    await api.db.query("UPDATE users SET banned_at = now(), ban_reason = 'A test.' WHERE id = $1", [
      banned.userId,
    ]);
    for (const path of [`payouts/${payoutItemId}.csv`, "statements/2026.pdf", "earnings.csv"]) {
      const statuses = await Promise.all([get(path), get(path, fan), get(path, banned)]);
      expect(statuses.map(({ statusCode }) => statusCode)).toEqual([401, 403, 403]);
    }
    expect(fileTable.map(({ path, policy }) => [path, policy.roles])).toEqual(
      fileTable.map(({ path }) => [path, ["creator"]]),
    );
  });
});
