import { openDatabase } from "@payrun/db";
import { inject } from "vitest";

/** What the database knows of somebody who signs in with this address. */
export type Somebody = {
  readonly name: string;
  readonly fanId: string;
  /** Both null for a fan. */
  readonly handle: string | null;
  readonly creatorId: string | null;
};

export async function somebody(email: string): Promise<Somebody> {
  const [row] = await inDatabase<Somebody>(
    `SELECT u.name, u.fan_id AS "fanId", u.creator_id AS "creatorId", c.handle
       FROM users u LEFT JOIN creators c ON c.id = u.creator_id WHERE u.email = $1`,
    [email],
  );
  if (row === undefined) throw new Error(`nobody signs in with ${email}`);
  return row;
}

/** A creator's handle. @throws for a fan. */
export async function handleOf(email: string): Promise<string> {
  const { handle } = await somebody(email);
  if (handle === null) throw new Error(`${email} is no creator`);
  return handle;
}

/** One statement against the running system's database. */
export async function inDatabase<Row extends object>(
  statement: string,
  values: readonly unknown[],
): Promise<readonly Row[]> {
  const db = openDatabase(inject("system").databaseURL, { poolSize: 1 });
  try {
    return await db.query<Row>(statement, values);
  } finally {
    await db.close();
  }
}
