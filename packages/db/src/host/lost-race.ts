import { sqlState } from "../database.ts";

const SERIALIZATION_FAILURE = "40001";
const UNIQUE_VIOLATION = "23505";

/**
 * Another transaction committed one of our unique keys between our read and our write. It bears PostgreSQL's code of a
 * serialization failure, so `Database.transaction` starts the work over, and its read then sees the other's row.
 */
export class LostRace extends Error {
  readonly code = SERIALIZATION_FAILURE;
}

/** Every row that the read found missing must have gone in: else somebody was faster. */
export function assertAllInserted(table: string, wanted: number, inserted: number): void {
  if (inserted !== wanted)
    throw new LostRace(`${wanted - inserted} of ${wanted} rows of ${table} were inserted by another call`);
}

/** Runs a write that a unique index may refuse because somebody was faster. */
export async function asLostRace<T>(write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    if (sqlState(error) === UNIQUE_VIOLATION)
      throw new LostRace("another call took a unique value", { cause: error });
    throw error;
  }
}
