import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "../src/index.ts";
import { addCreators, addFan, at, countOf, openBooks, refusal, type Books } from "./books.ts";

let books: Books;
let creatorId: string;
let fanId: string;
beforeAll(async () => {
  books = await openBooks();
  [creatorId = ""] = await addCreators(books.db, 1);
  fanId = await addFan(books.db);
});
afterAll(() => books.close());

describe("nobody follows herself", () => {
  const follow = (fan: string, creator: string) =>
    books.db.query("INSERT INTO follows (fan_id, creator_id) VALUES ($1, $2)", [fan, creator]);
  /** A creator, and the fan that she is. */
  const herself = async () => {
    const [creator = ""] = await addCreators(books.db, 1);
    const fan = await addFan(books.db);
    await books.db.query("UPDATE fans SET creator_id = $2 WHERE id = $1", [fan, creator]);
    return { creator, fan };
  };

  test("by a new row", async () => {
    const { creator, fan } = await herself();
    expect(await refusal(follow(fan, creator))).toBe("follow_not_self");
    expect(await refusal(follow(fan, creatorId))).toBe("allowed");
  });

  test("by turning another one's follow into her own", async () => {
    const { creator, fan } = await herself();
    await follow(fan, creatorId);
    const turn = books.db.query("UPDATE follows SET creator_id = $2 WHERE fan_id = $1", [fan, creator]);
    expect(await refusal(turn)).toBe("follow_not_self");
  });

  test("when she turns out to be a creator whom she followed before: that one ends, the others stay", async () => {
    const [creator = ""] = await addCreators(books.db, 1);
    const fan = await addFan(books.db);
    await follow(fan, creator);
    await follow(fan, creatorId);
    await books.db.query("UPDATE fans SET creator_id = $2 WHERE id = $1", [fan, creator]);
    expect(
      await countOf(books.db, "FROM follows WHERE fan_id = $1 AND creator_id = $2", [fan, creator]),
    ).toBe(0);
    expect(await countOf(books.db, "FROM follows WHERE fan_id = $1", [fan])).toBe(1);
  });
});

describe("a user is refused", () => {
  type User = {
    readonly email: string;
    readonly role: string;
    readonly locale: string;
    readonly creatorId: string | null;
    readonly fanId: string | null;
    readonly adminId: string | null;
    readonly bannedAt: Date | null;
  };
  const add = (given: Partial<User>) => {
    const user: User = {
      email: `${newId()}@people.example`,
      role: "fan",
      locale: "en",
      creatorId: null,
      fanId: null,
      adminId: null,
      bannedAt: null,
      ...given,
    };
    return books.db.query(
      `INSERT INTO users (id, name, email, role, locale, creator_id, fan_id, admin_id, banned_at)
       VALUES ($1, 'Somebody', $2, $3, $4, $5, $6, $7, $8)`,
      [newId(), user.email, user.role, user.locale, user.creatorId, user.fanId, user.adminId, user.bannedAt],
    );
  };
  const addAdmin = async () => {
    const id = newId();
    await books.db.query("INSERT INTO admins (id, email, name) VALUES ($1::uuid, $1::text, 'Desk')", [id]);
    return id;
  };

  test.for([
    {
      that: "has an address in upper case",
      given: { email: "Iris@people.example" },
      by: "user_email_lower_case",
    },
    { that: "speaks a language without a catalogue", given: { locale: "fr" }, by: "user_locale" },
    { that: "is a creator who stands for none", given: { role: "creator" }, by: "user_stands_for" },
    {
      that: "is of the finance team and stands for nobody of it",
      given: { role: "owner" },
      by: "user_stands_for",
    },
    { that: "is banned without a reason", given: { bannedAt: at }, by: "user_ban" },
  ])("that $that", async ({ given, by }) => {
    expect(await refusal(add(given))).toBe(by);
  });

  test("that is a fan and stands for a creator, or for an admin", async () => {
    expect(await refusal(add({ creatorId }))).toBe("user_stands_for");
    expect(await refusal(add({ adminId: await addAdmin() }))).toBe("user_stands_for");
    expect(await refusal(add({ role: "viewer", adminId: await addAdmin() }))).toBe("allowed");
    expect(await refusal(add({ role: "creator", creatorId, fanId }))).toBe("allowed");
  });
});

describe("a withdrawal request is refused", () => {
  const add = (
    given: { amount?: bigint; status?: string; decidedAt?: Date; currency?: string },
    creator = creatorId,
  ) =>
    books.db.query(
      `INSERT INTO withdrawal_requests (id, creator_id, currency, amount_minor, status, decided_at) VALUES ($1, $2, $3, $4, $5, $6)`,
      [
        newId(),
        creator,
        given.currency ?? "USD",
        given.amount ?? 1_00n,
        given.status ?? "requested",
        given.decidedAt ?? null,
      ],
    );

  test.for([
    { that: "is for nothing", given: { amount: 0n }, by: "withdrawal_amount" },
    { that: "has a status that is none", given: { status: "lost", decidedAt: at }, by: "withdrawal_status" },
    { that: "is decided at no time", given: { status: "approved" }, by: "withdrawal_decided" },
    { that: "is open and was decided", given: { decidedAt: at }, by: "withdrawal_decided" },
  ])("that $that", async ({ given, by }) => {
    expect(await refusal(add(given))).toBe(by);
  });

  test("while another is open in its currency", async () => {
    const [creator = ""] = await addCreators(books.db, 1);
    await add({}, creator);
    expect(await refusal(add({}, creator))).toBe("withdrawal_requests_one_open");
    expect(await refusal(add({ currency: "EUR" }, creator))).toBe("allowed");
    expect(await refusal(add({ status: "canceled", decidedAt: at }, creator))).toBe("allowed");
  });
});

describe("a notification is refused", () => {
  const add = (given: { to?: "admin" | "creator" | "both" | "nobody"; subject?: string; body?: string }) => {
    const { to = "creator", subject = null, body = null } = given;
    return books.db.query(
      `INSERT INTO notifications (id, dedupe_key, admin_id, creator_id, kind, subject, body) VALUES ($1::uuid, $1::text, $2, $3, 'news', $4, $5)`,
      [
        newId(),
        to === "admin" || to === "both" ? adminId : null,
        to === "creator" || to === "both" ? creatorId : null,
        subject,
        body,
      ],
    );
  };
  let adminId: string;
  beforeAll(async () => {
    adminId = newId();
    await books.db.query("INSERT INTO admins (id, email, name) VALUES ($1::uuid, $1::text, 'Desk')", [
      adminId,
    ]);
  });
  const words = { subject: "News", body: "There is news." };

  test.for([
    { that: "is for nobody", given: { to: "nobody" }, by: "notification_for_one" },
    { that: "is for two", given: { to: "both", ...words }, by: "notification_for_one" },
    { that: "is an admin's without words", given: { to: "admin" }, by: "notification_words" },
    {
      that: "is an admin's without a body",
      given: { to: "admin", subject: "News" },
      by: "notification_words",
    },
    { that: "is a creator's in words of one language", given: words, by: "notification_words" },
  ] as const)("that $that", async ({ given, by }) => {
    expect(await refusal(add(given))).toBe(by);
  });

  test("unless it is for one person, an admin's in words", async () => {
    expect(await refusal(add({ to: "admin", ...words }))).toBe("allowed");
    expect(await refusal(add({}))).toBe("allowed");
  });
});

describe("the operator's", () => {
  const set = (column: string, value: number) =>
    refusal(
      books.db.query(
        `INSERT INTO operator_settings (id, ${column}) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET ${column} = $1`,
        [value],
      ),
    );

  test.for([
    { of: "fee", column: "platform_fee_basis_points", least: 0, most: 10_000, by: "operator_fee" },
    {
      of: "cool-down",
      column: "destination_cool_down_hours",
      least: 0,
      most: 8_760,
      by: "operator_cool_down",
    },
  ])("$of is from $least to $most", async ({ column, least, most, by }) => {
    expect(await set(column, least - 1)).toBe(by);
    expect(await set(column, least)).toBe("allowed");
    expect(await set(column, most)).toBe("allowed");
    expect(await set(column, most + 1)).toBe(by);
  });
});
