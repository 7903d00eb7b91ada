import { hashPassword } from "better-auth/crypto";
import { insertUsers, newId, type Database, type NewUser } from "@payrun/db";
import { signedSessionValue } from "../../src/auth/session-cookie.ts";
import { settings, type TestApi } from "../test-api.ts";
import { openBrowser, type TestBrowser } from "./browser.ts";

export const password = "correct horse battery staple";
let hash: Promise<string> | undefined;
let count = 0;

export type TestUser = {
  readonly userId: string;
  readonly email: string;
  readonly fanId: string | null;
  readonly creatorId: string | null;
};

/** A user with all that her role needs, who can sign in with `password`. */
export async function aUser(db: Database, given: Partial<NewUser> = {}): Promise<TestUser> {
  count += 1;
  const role = given.role ?? "fan";
  const email = `person-${count}@example.com`;
  const creatorId = role === "creator" ? await aCreator(db, { email }) : null;
  const fanId = role === "fan" || role === "creator" ? await aFan(db, creatorId) : null;
  const adminId = fanId === null ? await anAdmin(db, email) : null;
  const user: NewUser = {
    name: `Person ${count}`,
    email,
    role,
    creatorId,
    fanId,
    adminId,
    passwordHash: await (hash ??= hashPassword(password)),
    emailVerified: true,
    locale: "en",
    timeZone: "UTC",
    ...given,
  };
  await insertUsers(db, [user]);
  const [row] = await db.query<{ id: string }>("SELECT id FROM users WHERE email = $1", [user.email]);
  if (row === undefined) throw new Error("the user was not written");
  return { userId: row.id, email: user.email, fanId: user.fanId, creatorId: user.creatorId };
}

export async function aCreator(
  db: Database,
  { email = null }: { email?: string | null } = {},
): Promise<string> {
  const id = newId();
  await db.query(
    `INSERT INTO creators (id, source_id, handle, display_name, currency, country, email)
     VALUES ($1, $2, $2, 'A Creator', 'USD', 'US', $3)`,
    [id, `c${id.replaceAll("-", "").slice(-20)}`, email],
  );
  return id;
}

async function aFan(db: Database, creatorId: string | null): Promise<string> {
  const id = newId();
  await db.query("INSERT INTO fans (id, source_id, display_name, creator_id) VALUES ($1, $2, 'A Fan', $3)", [
    id,
    `fan-${id}`,
    creatorId,
  ]);
  return id;
}

async function anAdmin(db: Database, email: string): Promise<string> {
  const id = newId();
  await db.query("INSERT INTO admins (id, email, name) VALUES ($1, $2, 'An Admin')", [id, email]);
  return id;
}

/** A browser with a session of the user with this address, for what comes after signing in. */
export async function signedIn(
  { app, db }: Pick<TestApi, "app" | "db">,
  email: string,
): Promise<TestBrowser> {
  const [user] = await db.query<{ id: string }>("SELECT id FROM users WHERE email = $1", [email]);
  if (user === undefined) throw new Error(`nobody has the address ${email}`);
  const browser = openBrowser(app);
  const { cookie } = await aSession(db, user.id);
  const at = cookie.indexOf("=");
  browser.cookies.set(cookie.slice(0, at), cookie.slice(at + 1));
  return browser;
}

export type SessionAge = { readonly openedMinutesAgo?: number; readonly expiresInMinutes?: number };

/** A session of this user, written as signing in writes it; its cookie. */
export async function aSession(
  db: Database,
  userId: string,
  { openedMinutesAgo = 0, expiresInMinutes = 60 }: SessionAge = {},
): Promise<{ readonly sessionId: string; readonly cookie: string }> {
  const [sessionId, token] = [newId(), `token-${newId()}`];
  await db.query(
    `INSERT INTO sessions (id, user_id, token, created_at, expires_at)
     VALUES ($1, $2, $3, now() - $4 * interval '1 minute', now() + $5 * interval '1 minute')`,
    [sessionId, userId, token, openedMinutesAgo, expiresInMinutes],
  );
  return {
    sessionId,
    cookie: `__Host-payrun.session_token=${signedSessionValue(token, settings.authSecret)}`,
  };
}
