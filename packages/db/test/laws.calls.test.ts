import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "../src/index.ts";
import { addCreators, addFan, at, openBooks, refusal, type Books } from "./books.ts";

let books: Books;
let creatorId: string;
let fanId: string;
beforeAll(async () => {
  books = await openBooks();
  [creatorId = ""] = await addCreators(books.db, 1);
  fanId = await addFan(books.db);
});
afterAll(() => books.close());

type Call = {
  readonly status: string;
  readonly tokens: bigint;
  readonly grossMinor: bigint;
  readonly decidedAt: Date | null;
  readonly completedAt: Date | null;
  readonly earningId: string | null;
  readonly declineReason: string | null;
};

/** Asked, 100 tokens for $1.00, unless it is given otherwise; says its id. */
async function addCall(given: Partial<Call> = {}): Promise<string> {
  const call: Call = {
    status: "asked",
    tokens: 100n,
    grossMinor: 1_00n,
    decidedAt: null,
    completedAt: null,
    earningId: null,
    declineReason: null,
    ...given,
  };
  const id = newId();
  await books.db.query(
    `INSERT INTO call_requests (id, fan_id, creator_id, status, tokens, currency, gross_minor, request_key, decided_at, completed_at,
                                earning_id, decline_reason)
     VALUES ($1, $2, $3, $4, $5, 'USD', $6, $7, $8, $9, $10, $11)`,
    [
      id,
      fanId,
      creatorId,
      call.status,
      call.tokens,
      call.grossMinor,
      newId(),
      call.decidedAt,
      call.completedAt,
      call.earningId,
      call.declineReason,
    ],
  );
  return id;
}

/** The earning that completing a call makes. */
async function addCallEarning(): Promise<string> {
  const id = newId();
  await books.db.query(
    `INSERT INTO earnings (id, creator_id, source_type, source_id, fan_id, tokens, gross_minor, fee_minor, net_minor, currency,
                           earned_at, available_at)
     VALUES ($1::uuid, $2, 'call', $1::text, $3, 100, 100, 20, 80, 'USD', $4, $4)`,
    [id, creatorId, fanId, at],
  );
  return id;
}

describe("a call request is refused", () => {
  test.for([
    { that: "costs no tokens", given: { tokens: 0n }, by: "call_amounts" },
    { that: "is worth nothing", given: { grossMinor: 0n }, by: "call_amounts" },
    { that: "is decided while it is asked", given: { decidedAt: at }, by: "call_decided" },
    { that: "is accepted at no time", given: { status: "accepted" }, by: "call_decided" },
    {
      that: "has a reason for declining what is not declined",
      given: { declineReason: "No" },
      by: "call_declined",
    },
    {
      that: "is completed without an earning",
      given: { status: "completed", decidedAt: at, completedAt: at },
      by: "call_completed",
    },
    { that: "says when it was completed, and is not", given: { completedAt: at }, by: "call_completed" },
  ])("that $that", async ({ given, by }) => {
    expect(await refusal(addCall(given))).toBe(by);
  });

  test("that has an earning and is not completed", async () => {
    expect(await refusal(addCall({ earningId: await addCallEarning() }))).toBe("call_completed");
  });

  test("that is the fan's second one with a key, or shares its earning", async () => {
    const earningId = await addCallEarning();
    const done = { status: "completed", decidedAt: at, completedAt: at, earningId };
    await addCall(done);
    expect(await refusal(addCall(done))).toBe("call_requests_earning_id_key");
    const again = books.db.query(
      `INSERT INTO call_requests (id, fan_id, creator_id, tokens, currency, gross_minor, request_key)
       SELECT $1, fan_id, creator_id, tokens, currency, gross_minor, request_key FROM call_requests WHERE earning_id = $2`,
      [newId(), earningId],
    );
    expect(await refusal(again)).toBe("call_requests_fan_id_request_key_key");
  });
});

describe("a call request moves", () => {
  const ends = {
    accepted: {},
    declined: {},
    canceled: {},
    completed: { completedAt: at },
    expired: {},
  } as const;
  const statuses = ["asked", "accepted", "declined", "canceled", "completed", "expired"] as const;
  type Status = (typeof statuses)[number];
  const allowed: Readonly<Record<Status, readonly Status[]>> = {
    asked: ["accepted", "declined", "canceled", "expired"],
    accepted: ["completed", "declined", "canceled", "expired"],
    declined: [],
    canceled: [],
    completed: [],
    expired: [],
  };
  const addIn = async (status: Status) => {
    if (status === "asked") return addCall();
    const earningId = status === "completed" ? await addCallEarning() : null;
    return addCall({ status, decidedAt: at, earningId, ...ends[status] });
  };

  test.for(statuses.flatMap((from) => statuses.filter((to) => to !== from).map((to) => ({ from, to }))))(
    "from $from to $to only if the table says so",
    async ({ from, to }) => {
      const id = await addIn(from);
      const move = books.db.query(
        `UPDATE call_requests SET status = $2, decided_at = CASE WHEN $2 = 'asked'::call_status THEN NULL ELSE $3::timestamptz END,
                completed_at = CASE WHEN $2 = 'completed'::call_status THEN $3::timestamptz END, earning_id = $4
          WHERE id = $1`,
        [id, to, at, to === "completed" ? await addCallEarning() : null],
      );
      expect(await refusal(move)).toBe(allowed[from].includes(to) ? "allowed" : "call_moves");
    },
  );

  test.for([
    { what: "its tokens", set: "tokens = 101" },
    { what: "what they are worth", set: "gross_minor = 101" },
    { what: "its currency", set: "currency = 'EUR'" },
    { what: "its key", set: "request_key = 'another'" },
  ])("and keeps $what", async ({ set }) => {
    const id = await addCall();
    expect(await refusal(books.db.query(`UPDATE call_requests SET ${set} WHERE id = $1`, [id]))).toBe(
      "call_frozen",
    );
  });

  test("and keeps its fan and its creator", async () => {
    const [id, [other = ""], otherFan] = [
      await addCall(),
      await addCreators(books.db, 1),
      await addFan(books.db),
    ];
    const set = (column: string, value: string) =>
      refusal(books.db.query(`UPDATE call_requests SET ${column} = $2 WHERE id = $1`, [id, value]));
    expect(await set("creator_id", other)).toBe("call_frozen");
    expect(await set("fan_id", otherFan)).toBe("call_frozen");
  });
});

test("a call has a price above zero or none", async () => {
  const price = (tokens: bigint | null) =>
    refusal(books.db.query("UPDATE creators SET call_price_tokens = $2 WHERE id = $1", [creatorId, tokens]));
  expect(await price(0n)).toBe("creator_call_price");
  expect(await price(1n)).toBe("allowed");
  expect(await price(null)).toBe("allowed");
});
