import type { Database } from "@payrun/db";
import { isKnownCurrency, minorDigits } from "@payrun/payouts-core";
import { formatAmount } from "@payrun/catalogue";
import { extractText, getDocumentProxy } from "unpdf";
import { beforeAll, describe, expect, test } from "vitest";
import { creatorHouse, type CreatorCaller, type HouseCreator } from "./home-story/creator-house.ts";
import { drawFrom } from "./home-story/random-history.ts";
import { BALANCES, PAID_IN_THE_BOOKS, YEAR_IN_THE_BOOKS } from "./payouts-story/books.ts";
import { liveTwoMonths } from "./payouts-story/payout-history.ts";
import { fileReader, type CsvRow } from "./payouts-story/read-file.ts";

const isFull = process.env["PAYRUN_E2E"] === "full";
const histories = isFull ? 500 : 50;
const patienceMs = isFull ? 600_000 : 60_000;
/** A PDF takes a second: that many are read, spread over all histories. */
const pdfs = isFull ? 50 : 3;
const zones = ["UTC", "Asia/Tokyo", "America/Los_Angeles", "Europe/Berlin"];

describe(
  `of ${histories} random histories, page, CSV and PDF say what the books say, to the last minor unit`,
  { timeout: patienceMs },
  () => {
    const house = creatorHouse();
    const files = fileReader(() => house.db);
    let creators: readonly HouseCreator[] = [];

    beforeAll(async () => {
      house.setNow("2026-12-02T09:30:00Z");
      creators = await house.addCreators(histories);
      await liveTwoMonths(house, creators, drawFrom(20261115));
    }, patienceMs);

    const each = () =>
      creators.map((creator, index) => {
        const timeZone = zones[index % zones.length] ?? "UTC";
        return { ...creator, timeZone, ask: creator.ask({ timeZone }) };
      });

    test("a payout's lines: carried in, plus every posting since the payout before, less what stays, is its amount", async () => {
      const seen = new Map<string, number>();
      for (const { creatorId, ask, timeZone } of each()) {
        const postings = await availablePostings(house.db, creatorId);
        for (const { payoutItemId, currency, amountMinor } of await allPayouts(ask)) {
          const book = stretchOf(
            postings.filter((one) => one.currency === currency),
            payoutItemId,
          );
          const { statement, rows } = await allLines(ask, payoutItemId);
          expect(
            rows.map(({ entryId, amountMinor: minor, balanceMinor }) => [entryId, minor, balanceMinor]),
          ).toEqual(book.lines);
          expect(statement).toMatchObject({
            carriedInMinor: book.carriedInMinor,
            staysMinor: book.staysMinor,
            reservedMinor: amountMinor,
          });
          const csv = await files.payoutCsv({ creatorId, timeZone }, payoutItemId);
          expect(csvLines(csv, currency)).toEqual(book.lines);
          expect(csvSum(csv, currency)).toBe(amountMinor);
          for (const { kind } of rows) seen.set(kind, (seen.get(kind) ?? 0) + 1);
        }
      }
      // Histories in which nothing of it happened would prove nothing.
      for (const kind of [
        "earning_released",
        "earning_reversed",
        "reversal_undone",
        "payout_returned",
        "transfer_reversed",
      ])
        expect(seen.get(kind), kind).toBeGreaterThan(2);
    });

    test("a year's months and balances are those of the entries of these months", async () => {
      for (const { creatorId, ask, timeZone } of each()) {
        const { currencies } = await ask.payouts.annual({ year: 2026 });
        const shown = currencies.map(({ currency, months, openingMinor, closingMinor }) => ({
          currency,
          openingMinor,
          closingMinor,
          months: months.map(
            ({
              month,
              grossMinor,
              feeMinor,
              refundedMinor,
              netMinor,
              paidMinor,
              returnedMinor,
              earningCount,
            }) => ({
              month,
              grossMinor,
              feeMinor,
              refundedMinor,
              netMinor,
              paidMinor,
              returnedMinor,
              earningCount,
            }),
          ),
        }));
        const inTheBooks = await house.db.query<object>(YEAR_IN_THE_BOOKS, [creatorId, timeZone]);
        expect(
          shown.flatMap(({ currency, months }) =>
            months.filter(happened).map((month) => ({ currency, ...month })),
          ),
        ).toEqual(inTheBooks.filter(happened));
        const balances = await house.db.query<{ currency: string; totalMinor: bigint }>(BALANCES, [
          creatorId,
        ]);
        expect(shown.map(({ currency, closingMinor }) => ({ currency, totalMinor: closingMinor }))).toEqual(
          balances,
        );
        const csv = await files.yearCsv({ creatorId, timeZone }, 2026);
        expect(
          csv
            .filter(({ period }: CsvRow) => /^2026-\d\d$/.test(period ?? ""))
            .map((row) => [row["currency"], row["gross_minor"], row["net_minor"], row["paid_minor"]]),
        ).toEqual(
          shown.flatMap(({ currency, months }) =>
            months.map((month) => [
              currency,
              String(month.grossMinor),
              String(month.netMinor),
              String(month.paidMinor),
            ]),
          ),
        );
      }
    });

    test("what was paid by year and currency is what the settled entries moved", async () => {
      for (const { creatorId, ask } of each()) {
        const { totals } = await ask.payouts.totals();
        const shown = totals.map(({ currency, paidMinor, returnedMinor }) => ({
          currency,
          paidMinor,
          returnedMinor,
        }));
        expect(shown).toEqual(await house.db.query(PAID_IN_THE_BOOKS, [creatorId]));
      }
    });

    test(`the PDFs of ${pdfs} payouts name their amount, each line's balance and what was carried in`, async () => {
      const step = Math.floor(creators.length / pdfs);
      for (const { creatorId, ask, timeZone } of each()
        .filter((_, index) => index % step === 0)
        .slice(0, pdfs)) {
        const payout = (await allPayouts(ask)).find(({ state }) => state !== "held");
        if (payout === undefined) continue;
        const { payoutItemId, currency, amountMinor } = payout;
        const { statement, rows } = await allLines(ask, payoutItemId);
        const text = await pdfText(
          await files.payoutPdf({ creatorId, timeZone, locale: "ja" }, payoutItemId),
        );
        const written = (minor: bigint) => spaced(formatAmount("ja", { amountMinor: minor, currency }));
        expect(text).toContain("お支払い明細書");
        expect(text).toContain(payoutItemId);
        for (const minor of [
          amountMinor,
          statement.carriedInMinor,
          ...rows.map(({ balanceMinor }) => balanceMinor),
        ])
          expect(text).toContain(written(minor));
      }
    });
  },
);

type Line = readonly [entryId: bigint, amountMinor: bigint, balanceMinor: bigint];
type Posting = {
  readonly entryId: bigint;
  readonly key: string;
  readonly kind: string;
  readonly amountMinor: bigint;
  readonly currency: string;
};

async function availablePostings(db: Database, creatorId: string): Promise<readonly Posting[]> {
  return db.query<Posting>(
    `SELECT e.id AS "entryId", e.idempotency_key AS key, e.kind, p.currency,
            CASE p.direction WHEN 'credit' THEN p.amount_minor ELSE -p.amount_minor END AS "amountMinor"
       FROM postings p JOIN journal_entries e ON e.id = p.journal_entry_id JOIN ledger_accounts a ON a.id = p.account_id
      WHERE a.code = 'creator:' || $1 || ':available' ORDER BY p.account_seq`,
    [creatorId],
  );
}

/** The same rule once more, over the postings themselves. */
function stretchOf(postings: readonly Posting[], payoutItemId: string) {
  const isOwn = ({ key }: Posting) => key.startsWith(`payout/${payoutItemId}/`);
  const isReservation = ({ kind }: Posting) => kind === "payout_reserved";
  const end = postings.findLastIndex((posting) => isReservation(posting) && isOwn(posting));
  const before = postings.slice(0, end);
  const start = before.findLastIndex((posting) => isReservation(posting) && !isOwn(posting)) + 1;
  const sum = (some: readonly Posting[]) => some.reduce((total, { amountMinor }) => total + amountMinor, 0n);
  const carriedInMinor = sum(postings.slice(0, start));
  let balanceMinor = carriedInMinor;
  const lines = before
    .slice(start)
    .filter((posting) => !isOwn(posting))
    .map(({ entryId, amountMinor }): Line => [entryId, amountMinor, (balanceMinor += amountMinor)]);
  return { carriedInMinor, lines, staysMinor: sum(postings.slice(0, end + 1)) };
}

async function allPayouts(ask: CreatorCaller) {
  const { rows } = await ask.payouts.list({ limit: 100 });
  return rows;
}

/** Page by page, so that running balances have to go on over pages. */
async function allLines(ask: CreatorCaller, payoutItemId: string) {
  const first = await ask.payouts.lines({ payoutItemId, limit: 6 });
  const rows = [...first.rows];
  for (let cursor = first.nextCursor; cursor !== null;) {
    const page = await ask.payouts.lines({ payoutItemId, limit: 6, cursor });
    rows.push(...page.rows);
    cursor = page.nextCursor;
  }
  return { statement: first.statement, rows };
}

function csvLines(rows: readonly CsvRow[], currency: string): readonly Line[] {
  return rows
    .filter(({ line }) => line !== "")
    .map((row) => [
      BigInt(row["ledger_entry"] ?? ""),
      minorOf(row["amount"] ?? "", currency),
      minorOf(row["balance"] ?? "", currency),
    ]);
}

/** All rows but the last, which is their sum. */
function csvSum(rows: readonly CsvRow[], currency: string): bigint {
  const last = rows.at(-1);
  const sum = rows.slice(0, -1).reduce((total, row) => total + BigInt(row["amount_minor"] ?? ""), 0n);
  expect(minorOf(last?.["amount"] ?? "", currency)).toBe(sum);
  return sum;
}

/** Exact decimal text back into minor units. */
function minorOf(text: string, currency: string): bigint {
  const [whole = "", fraction = ""] = text.split(".");
  expect(isKnownCurrency(currency) && fraction).toHaveLength(minorDigits(currency));
  return BigInt(whole + fraction);
}

async function pdfText(pdf: Buffer): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true });
  return spaced(text);
}

/** With plain spaces: a PDF keeps no others. */
function spaced(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}

/** A refund that was reinstated in the same month leaves nothing of it. */
function happened(month: object): boolean {
  return Object.entries(month).some(
    ([key, value]) => key !== "month" && key !== "currency" && value !== 0n && value !== 0,
  );
}
