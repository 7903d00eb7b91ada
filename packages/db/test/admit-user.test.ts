import { createTestDatabase, type TestDatabase } from "@payrun/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { admitUser } from "../src/users/admit-user.ts";
import { insertUsers, type NewUser } from "../src/users/insert-users.ts";
import { newId, openDatabase, type Database } from "../src/index.ts";

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase(database.url);
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

let count = 0;
/** A fan who signed up and verified her address. */
async function aUser(given: Partial<NewUser> = {}): Promise<{ id: string; email: string }> {
  const email = `user-${(count += 1)}@example.com`;
  const user: NewUser = {
    name: "Ada Fan",
    email,
    role: "fan",
    creatorId: null,
    fanId: null,
    adminId: null,
    passwordHash: "hash",
    emailVerified: true,
    locale: "en",
    timeZone: "UTC",
    ...given,
  };
  await insertUsers(db, [user]);
  const [row] = await db.query<{ id: string; email: string }>(
    "SELECT id, email FROM users WHERE email = lower($1)",
    [user.email],
  );
  if (row === undefined) throw new Error("the user was not inserted");
  return row;
}

async function aCreator(email: string | null): Promise<string> {
  const id = newId();
  await db.query(
    "INSERT INTO creators (id, source_id, handle, display_name, currency, email) VALUES ($1, $2, $2, 'Ada', 'USD', $3)",
    [id, `creator-${id}`, email],
  );
  return id;
}

async function userRow(id: string) {
  const [row] = await db.query<{
    role: string;
    creator_id: string | null;
    fan_id: string | null;
    fan_creator: string | null;
  }>(
    `SELECT u.role, u.creator_id, u.fan_id, f.creator_id AS fan_creator FROM users u LEFT JOIN fans f ON f.id = u.fan_id
      WHERE u.id = $1`,
    [id],
  );
  return row;
}

describe("a user whose session begins", () => {
  test("becomes a fan of her own, once", async () => {
    const { id } = await aUser();
    expect(await admitUser(db, id)).toBe("admitted");
    const first = await userRow(id);
    expect(first).toMatchObject({ role: "fan", creator_id: null, fan_creator: null });
    expect(await admitUser(db, id)).toBe("admitted");
    expect(await userRow(id)).toEqual(first);
    expect(await db.query("SELECT source_id, display_name FROM fans WHERE id = $1", [first?.fan_id])).toEqual(
      [{ source_id: `user-${id}`, display_name: "Ada Fan" }],
    );
  });

  test("becomes the creator whose address she proved to have, whatever its case, also when the host reports that one later", async () => {
    const { id, email } = await aUser();
    await admitUser(db, id);
    expect(await userRow(id)).toMatchObject({ role: "fan" });
    const creatorId = await aCreator(email.toUpperCase());
    await admitUser(db, id);
    expect(await userRow(id)).toMatchObject({
      role: "creator",
      creator_id: creatorId,
      fan_creator: creatorId,
    });
  });

  test("is the fan that this creator is already", async () => {
    const { id, email } = await aUser();
    const creatorId = await aCreator(email);
    const fanId = newId();
    await db.query("INSERT INTO fans (id, source_id, creator_id) VALUES ($1, $2, $3)", [
      fanId,
      `f-${fanId}`,
      creatorId,
    ]);
    await admitUser(db, id);
    expect(await userRow(id)).toMatchObject({ creator_id: creatorId, fan_id: fanId });
  });

  test("claims nothing, and is not admitted, before her address is verified", async () => {
    const { id, email } = await aUser({ emailVerified: false });
    await aCreator(email);
    expect(await admitUser(db, id)).toBe("not_verified");
    expect(await userRow(id)).toMatchObject({ role: "fan", creator_id: null, fan_id: null });
  });

  test("claims nothing where two creators have her address, or somebody stands for the one already", async () => {
    const { id, email } = await aUser();
    await aCreator(email);
    await aCreator(email);
    expect(await admitUser(db, id)).toBe("admitted");
    expect(await userRow(id)).toMatchObject({ role: "fan", creator_id: null });

    const late = await aUser();
    await aUser({ role: "creator", creatorId: await aCreator(late.email) });
    expect(await admitUser(db, late.id)).toBe("admitted");
    expect(await userRow(late.id)).toMatchObject({ role: "fan", creator_id: null });
  });

  test("is turned away when she is banned", async () => {
    const { id } = await aUser();
    await db.query("UPDATE users SET banned_at = now(), ban_reason = 'fraud' WHERE id = $1", [id]);
    expect(await admitUser(db, id)).toBe("banned");
  });

  test("and two sessions that begin at once make one fan", async () => {
    const { id } = await aUser();
    await Promise.all([admitUser(db, id), admitUser(db, id), admitUser(db, id)]);
    expect(await db.query("SELECT FROM fans WHERE source_id = $1", [`user-${id}`])).toHaveLength(1);
  });
});

test("the address that a user had before is remembered, with the time", async () => {
  const { id, email } = await aUser();
  await db.query("UPDATE users SET name = 'Ada B.' WHERE id = $1", [id]);
  await db.query("UPDATE users SET email = 'new@example.com' WHERE id = $1", [id]);
  const [row] = await db.query(
    "SELECT previous_email, email_changed_at > now() - interval '1 minute' AS just_now FROM users WHERE id = $1",
    [id],
  );
  expect(row).toEqual({ previous_email: email, just_now: true });
});
