import type { Database, Sql } from "./database.ts";

/**
 * Runs several reads on one state of the database: figures that are read one after the other still add up, whatever
 * commits meanwhile. Locks nothing and writes nothing.
 */
export function consistentRead<T>(db: Database, read: (sql: Sql) => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => {
    await tx.query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
    return read(tx);
  });
}
