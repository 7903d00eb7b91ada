import {
  listEarnings,
  openDatabase,
  everyEarning,
  type Database,
  type EarningFilter,
  type Sql,
} from "@payrun/db";
import { createTestDatabase } from "@payrun/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const creatorId = "01937000-0000-7000-8000-000000000001";
const rows = 100_000;

type Plan = {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Index Name"?: string;
  readonly "Actual Rows": number;
  readonly "Actual Loops": number;
  readonly "Shared Hit Blocks": number;
  readonly "Shared Read Blocks": number;
  readonly Plans?: readonly Plan[];
};

/** What a page costs is counted in blocks, not in time: a block is a block on every machine. */
describe(`a page of the list of a creator with ${rows} earnings`, () => {
  let db: Database;
  let end: () => Promise<void>;

  beforeAll(async () => {
    const database = await createTestDatabase();
    db = openDatabase(database.url);
    end = async () => {
      await db.close();
      await database.drop();
    };
    // Hers are every second one. Of hers one in 50,000 is a call, in yen, or refunded; of others' many are.
    await db.query(
      `INSERT INTO creators (id, source_id, handle, display_name, currency)
       SELECT ('01937000-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid, 's' || i, 'h' || i, 'n', 'USD' FROM generate_series(1, 100) i`,
    );
    await db.query(
      `INSERT INTO earnings (id, creator_id, source_type, source_id, gross_minor, fee_minor, net_minor, currency, earned_at, available_at,
                             released_at, reversed_minor, reversed_net_minor)
       SELECT gen_random_uuid(), ('01937000-0000-7000-8000-' || lpad((CASE WHEN hers THEN 1 ELSE 2 + i % 99 END)::text, 12, '0'))::uuid,
              CASE WHEN i % CASE WHEN hers THEN 100000 ELSE 3 END = 0 THEN 'call' ELSE 'tip' END, 'e' || i, 1000, 200, 800,
              CASE WHEN i % CASE WHEN hers THEN 100000 ELSE 7 END = 0 THEN 'JPY' ELSE 'USD' END, at, at + interval '7 days',
              CASE WHEN i < 2 * $1 - 2000 THEN at + interval '7 days' END, refunded * 500, refunded * 400
         FROM generate_series(1, 2 * $1::int) i, LATERAL (
              SELECT '2024-11-01'::timestamptz + i * interval '5 minutes' AS at, i % 2 = 0 AS hers,
                     (i % CASE WHEN i % 2 = 0 THEN 100000 ELSE 9 END = 0)::int AS refunded) t`,
      [rows],
    );
    await db.query("VACUUM ANALYZE earnings");
  });
  afterAll(() => end());

  /** The plan of the one statement that the work sends, run with its own values. */
  async function planOf(work: (sql: Sql) => Promise<unknown>): Promise<Plan> {
    let found: Plan | undefined;
    const explain: Sql = {
      async query(text, values) {
        const [row] = await db.query<{ "QUERY PLAN": readonly [{ readonly Plan: Plan }] }>(
          `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`,
          values,
        );
        found = row?.["QUERY PLAN"][0].Plan;
        return [];
      },
    };
    await work(explain);
    if (found === undefined) throw new Error("no statement was sent");
    return found;
  }

  const nodes = (plan: Plan): readonly Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];
  const blocksOf = (plan: Plan) => plan["Shared Hit Blocks"] + plan["Shared Read Blocks"];
  const scansOf = (plan: Plan) => nodes(plan).filter((node) => node["Relation Name"] === "earnings");
  const indexBlocks = async () => {
    const [row] = await db.query<{ blocks: number }>(
      "SELECT (pg_relation_size('earnings_of_creator') / 8192)::int AS blocks",
    );
    return row?.blocks ?? 0;
  };

  const page = (filter: Partial<EarningFilter>, below: { earnedAt: Date; earningId: string } | null = null) =>
    planOf((sql) => listEarnings(sql, creatorId, { ...everyEarning, ...filter }, { below, limit: 51 }));

  test.for([
    { what: "the newest", filter: {}, below: null },
    {
      what: "those in the middle",
      filter: {},
      below: { earnedAt: new Date("2025-11-01T00:00:00Z"), earningId: creatorId },
    },
    {
      what: "those of a week",
      filter: {
        earnedFrom: new Date("2025-05-01T00:00:00Z"),
        earnedBefore: new Date("2025-05-08T00:00:00Z"),
      },
      below: null,
    },
    { what: "what is held", filter: { state: "held" }, below: null },
  ] as const)(
    "with $what reads as many blocks as it has rows, and a few of the index",
    async ({ filter, below }) => {
      const plan = await page(filter, below);
      expect(scansOf(plan).map((scan) => scan["Node Type"])).not.toContain("Seq Scan");
      expect(scansOf(plan).some((scan) => scan["Index Name"] === "earnings_of_creator")).toBe(true);
      // 51 rows by their key, four blocks each at most, and the way into the index.
      expect(blocksOf(plan)).toBeLessThan(51 * 5 + 20);
    },
  );

  test.for([
    { what: "calls", filter: { sourceType: "call" } },
    { what: "yen", filter: { currency: "JPY" } },
    { what: "refunded ones", filter: { state: "reversed" } },
    {
      what: "yen calls that are held, of which there are none",
      filter: { sourceType: "call", currency: "JPY", state: "held" },
    },
  ] as const)(
    "with the few $what reads the index once at most, and of the table only those",
    async ({ filter }) => {
      const plan = await page(filter);
      expect(scansOf(plan).map((scan) => scan["Node Type"])).not.toContain("Seq Scan");
      expect(blocksOf(plan)).toBeLessThan((await indexBlocks()) + 51 * 5 + 20);
    },
  );
});
