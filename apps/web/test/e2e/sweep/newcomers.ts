import { insertUsers, newId, openDatabase } from "@payrun/db";
import { inject } from "vitest";

type Address = `${string}@${string}`;

/** Somebody who has just joined and to whom nothing has happened; signs in as everybody of the demo does. */
export async function aNewcomer(role: "creator" | "fan"): Promise<Address> {
  const db = openDatabase(inject("system").databaseURL, { poolSize: 1 });
  try {
    const [id, fanId, name] = [newId(), newId(), role === "creator" ? "Nova Newcomer" : "Finn Newcomer"];
    const email: Address = `${id}@newcomers.example`;
    if (role === "creator") {
      await db.query(
        `INSERT INTO creators (id, source_id, handle, display_name, currency, country, email)
         VALUES ($1, $2, $2, $3, 'USD', 'US', $4)`,
        [id, `nova${id.replaceAll("-", "").slice(-12)}`, name, email],
      );
    }
    const creatorId = role === "creator" ? id : null;
    await db.query("INSERT INTO fans (id, source_id, display_name, creator_id) VALUES ($1, $2, $3, $4)", [
      fanId,
      `fan-${fanId}`,
      name,
      creatorId,
    ]);
    const [known] = await db.query<{ password: string }>(
      "SELECT password FROM credentials WHERE password IS NOT NULL LIMIT 1",
    );
    if (known === undefined) throw new Error("nobody of the demo has a password");
    await insertUsers(db, [
      {
        name,
        email,
        role,
        creatorId,
        fanId,
        adminId: null,
        passwordHash: known.password,
        emailVerified: true,
        locale: "en",
        timeZone: "Europe/Berlin",
      },
    ]);
    return email;
  } finally {
    await db.close();
  }
}
