import { beforeAll, describe, expect, test } from "vitest";
import { creatorHouse, type HouseCreator } from "./home-story/creator-house.ts";
import { drawFrom, liveSixWeeks } from "./home-story/random-history.ts";

const histories = process.env["PAYRUN_E2E"] === "full" ? 500 : 50;
const timeout = 30_000 + histories * 300;
const zones = ["UTC", "Asia/Tokyo", "America/Los_Angeles", "Europe/Berlin", "Asia/Kathmandu"];

describe(
  `what ${histories} creators are shown after six random weeks is what the books say, to the cent`,
  { timeout },
  () => {
    const house = creatorHouse();
    let creators: readonly HouseCreator[] = [];

    beforeAll(async () => {
      house.setNow("2026-12-02T09:30:00Z");
      creators = await house.addCreators(histories);
      await liveSixWeeks(house, creators, drawFrom(20261201));
    });

    /** The creator's zone is one of five. */
    const asked = creatorsAsked(() => creators);

    test("balances add up, and are those of the postings", async () => {
      const seen = { debts: 0, inTransit: 0, paid: 0 };
      for (const { creator, ask } of asked()) {
        const { balances, underWay } = await ask.home.summary();
        const shown = balances.map(({ currency, ...balance }) => ({
          currency,
          held: balance.heldMinor,
          available: balance.availableMinor,
          inTransit: balance.inTransitMinor,
          total: balance.totalMinor,
          debt: balance.debtMinor,
          paid: balance.paidSoFarMinor,
          ever: balance.everMinor,
        }));
        expect(byCurrency(shown)).toEqual(await house.db.query(BALANCES_IN_THE_BOOKS, [creator.creatorId]));
        for (const { currency, inTransitMinor, debtMinor, paidSoFarMinor } of balances) {
          const open = underWay.filter((payout) => payout.currency === currency && isOpen(payout.status));
          expect(open.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)).toBe(inTransitMinor);
          if (debtMinor > 0n) seen.debts += 1;
          if (inTransitMinor > 0n) seen.inTransit += 1;
          if (paidSoFarMinor > 0n) seen.paid += 1;
        }
      }
      // Histories in which nothing of it happened would prove nothing.
      expect(Object.values(seen).every((count) => count > 2)).toBe(true);
    });

    test("earnings by day and source, in her zone, are the entries of those days", async () => {
      for (const { creator, timeZone, ask } of asked()) {
        const { days, sources, totals } = await ask.home.earningsByDay({
          from: "2026-10-15",
          to: "2026-12-02",
        });
        const inTheBooks = (columns: string) =>
          house.db.query(earningsInTheBooks(columns), [creator.creatorId, timeZone]);
        expect(byCurrency(totals)).toEqual(await inTheBooks("currency"));
        expect(sources.toSorted(bySource)).toEqual(await inTheBooks(`"sourceType", currency`));
        expect(days.toSorted(bySource)).toEqual(await inTheBooks(`"sourceType", currency, day`));
      }
    });

    test("totals of the list, whole and filtered, are those entries too, and those of its rows", async () => {
      for (const { creator, timeZone, ask } of asked()) {
        const { totals } = await ask.earnings.totals({});
        expect(byCurrency(totals)).toEqual(
          await house.db.query(earningsInTheBooks("currency"), [creator.creatorId, timeZone]),
        );
        for (const filter of [
          { sourceType: "call" },
          { state: "held" },
          { state: "reversed", currency: "EUR" },
        ] as const) {
          const [{ totals: sums }, { rows }] = await Promise.all([
            ask.earnings.totals(filter),
            ask.earnings.list({ ...filter, limit: 100 }),
          ]);
          expect(
            byCurrency(sums).map(({ currency, netMinor, count }) => ({ currency, netMinor, count })),
          ).toEqual(
            [...new Set(rows.map(({ currency }) => currency))].toSorted().map((currency) => ({
              currency,
              netMinor: rows.reduce((sum, row) => (row.currency === currency ? sum + row.netMinor : sum), 0n),
              count: rows.filter((row) => row.currency === currency).length,
            })),
          );
        }
      }
    });

    test("what is held is what the timeline and the filter for held earnings add up to", async () => {
      for (const { ask } of asked()) {
        const [{ balances }, { held, releases }, { totals }] = await Promise.all([
          ask.home.summary(),
          ask.home.releases(),
          ask.earnings.totals({ state: "held" }),
        ]);
        for (const { currency, heldMinor } of balances) {
          const of = <Row extends { currency: string }>(rows: readonly Row[]) =>
            rows.filter((row) => row.currency === currency);
          expect(of(held)[0]?.amountMinor ?? 0n).toBe(heldMinor);
          expect(of(releases).reduce((sum, { amountMinor }) => sum + amountMinor, 0n)).toBe(heldMinor);
          expect(of(totals)[0]?.netMinor ?? 0n).toBe(heldMinor);
        }
      }
    });
  },
);

function creatorsAsked(creators: () => readonly HouseCreator[]) {
  return () =>
    creators().map((creator, index) => {
      const timeZone = zones[index % zones.length] ?? "UTC";
      return { creator, timeZone, ask: creator.ask({ timeZone }) };
    });
}

function isOpen(status: string): boolean {
  return ["planned", "awaiting_funds", "sending", "unknown"].includes(status);
}

function byCurrency<Row extends { readonly currency: string }>(rows: readonly Row[]): readonly Row[] {
  return rows.toSorted((a, b) => (a.currency < b.currency ? -1 : 1));
}

type BySource = { readonly sourceType: string; readonly currency: string; readonly day?: string };

function bySource(a: BySource, b: BySource): number {
  const key = ({ sourceType, currency, day = "" }: BySource) => `${sourceType} ${currency} ${day}`;
  return key(a) < key(b) ? -1 : 1;
}

/** From nothing but postings: no balance that anyone keeps, no column that anyone counts in. `ever` is all but money on its way. */
const BALANCES_IN_THE_BOOKS = `
WITH posted AS (
  SELECT a.currency, a.kind AS account, e.kind AS event, p.direction,
         CASE p.direction WHEN 'credit' THEN p.amount_minor ELSE -p.amount_minor END AS signed, p.amount_minor
    FROM ledger_accounts a LEFT JOIN postings p ON p.account_id = a.id LEFT JOIN journal_entries e ON e.id = p.journal_entry_id
   WHERE a.code IN ('creator:' || $1 || ':held', 'creator:' || $1 || ':available', 'creator:' || $1 || ':in_transit')
), parts AS (
  SELECT currency,
         coalesce(sum(signed) FILTER (WHERE account = 'creator_held'), 0)::bigint AS held,
         coalesce(sum(signed) FILTER (WHERE account = 'creator_available'), 0)::bigint AS available,
         coalesce(sum(signed) FILTER (WHERE account = 'creator_in_transit'), 0)::bigint AS in_transit,
         (coalesce(sum(amount_minor) FILTER (WHERE event IN ('payout_settled', 'transfer_adopted') AND direction = 'debit'), 0)
          - coalesce(sum(amount_minor) FILTER (WHERE event = 'transfer_reversed' AND direction = 'credit'), 0))::bigint AS paid,
         coalesce(sum(signed) FILTER (WHERE event NOT LIKE 'payout_%' AND event NOT LIKE 'transfer_%'), 0)::bigint AS ever
    FROM posted GROUP BY currency
  UNION ALL
  SELECT 'USD', 0, 0, 0, 0, 0 WHERE NOT EXISTS (SELECT FROM posted)
)
SELECT currency, held, available, in_transit AS "inTransit", held + available + in_transit AS total,
       greatest(-available, 0) AS debt, paid, ever
  FROM parts ORDER BY currency`;

/** $1 whose, $2 her zone. The entries of an earning are known by their keys; every amount is a posting's. */
function earningsInTheBooks(columns: string): string {
  return `
WITH keys AS MATERIALIZED (
  SELECT id AS earning_id, 'earning/' || id || '/recorded' AS key FROM earnings WHERE creator_id = $1
   UNION ALL
  SELECT e.id, 'reversal/' || r.id || '/' || event
    FROM earnings e JOIN earning_reversals r ON r.earning_id = e.id, unnest(ARRAY['reversed', 'undone']) event
   WHERE e.creator_id = $1
), entries AS (
  SELECT j.id, j.kind, e.source_type AS "sourceType", e.currency, e.id AS earning_id,
         to_char(r.effective_at AT TIME ZONE $2, 'YYYY-MM-DD') AS day
    FROM keys k JOIN journal_entries j ON j.idempotency_key = k.key JOIN earnings e ON e.id = k.earning_id
    JOIN journal_entries r ON r.idempotency_key = 'earning/' || e.id || '/recorded'
), sides AS (
  SELECT n.*, p.direction, p.amount_minor AS amount, a.kind AS account
    FROM entries n JOIN postings p ON p.journal_entry_id = n.id JOIN ledger_accounts a ON a.id = p.account_id
)
SELECT ${columns},
       coalesce(sum(amount) FILTER (WHERE kind = 'earning_recorded' AND direction = 'debit'), 0)::bigint AS "grossMinor",
       coalesce(sum(amount) FILTER (WHERE kind = 'earning_recorded' AND account = 'platform_fees'), 0)::bigint AS "feeMinor",
       coalesce(sum(CASE direction WHEN 'debit' THEN amount END) FILTER (WHERE kind = 'earning_reversed'), 0)::bigint
         - coalesce(sum(CASE direction WHEN 'debit' THEN amount END) FILTER (WHERE kind = 'reversal_undone'), 0)::bigint AS "refundedMinor",
       coalesce(sum(CASE direction WHEN 'debit' THEN amount ELSE -amount END)
                FILTER (WHERE kind <> 'earning_recorded' AND account = 'platform_fees'), 0)::bigint AS "feeReturnedMinor",
       coalesce(sum(CASE direction WHEN 'credit' THEN amount ELSE -amount END)
                FILTER (WHERE account IN ('creator_held', 'creator_available')), 0)::bigint AS "netMinor",
       count(DISTINCT earning_id)::int AS count
  FROM sides GROUP BY ${columns} ORDER BY ${columns}`;
}
