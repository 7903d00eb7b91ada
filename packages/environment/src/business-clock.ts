/** What the hold, the cutoff, the schedule and the dates of the host's rows are judged by. Leases, rates and key age are the database's clock. */
export type BusinessClock = { readonly now: () => Date };

/** A business clock that is set by the database's, so that all processes of a deployment agree about what is due. */
export type FollowingClock = BusinessClock & {
  /**
   * Asks the database, and goes on from there. Between two readings the clock runs on by what passed here, whatever the
   * machine's own clock shows; each reading is a lower bound, so it never runs before the database's.
   *
   * @throws when the database is away; then it goes on from the last reading.
   */
  readonly follow: () => Promise<void>;
};

/**
 * The database's time; or, with a start, a clock that begins there at the first reading and runs on with it. A machine whose
 * clock is a day ahead would otherwise release, and pay, what is still held against chargebacks.
 *
 * @param clock.readDatabase asks the database what time it is.
 * @param clock.elapsedMs what has passed in this process since some instant; no step of the machine's clock may move it.
 */
export function followDatabaseClock({
  start,
  readDatabase,
  elapsedMs = () => performance.now(),
}: {
  readonly start: Date | null;
  readonly readDatabase: () => Promise<Date>;
  readonly elapsedMs?: () => number;
}): FollowingClock {
  let startsAheadMs: number | null = null;
  let aheadOfElapsedMs: number | null = null;
  let reading: Promise<void> | null = null;
  const read = async (): Promise<void> => {
    const databaseMs = (await readDatabase()).getTime();
    startsAheadMs ??= start === null ? 0 : start.getTime() - databaseMs;
    aheadOfElapsedMs = databaseMs + startsAheadMs - elapsedMs();
  };
  return {
    now: () => {
      if (aheadOfElapsedMs === null)
        throw new Error("the business clock stands until the database was asked what time it is");
      return new Date(aheadOfElapsedMs + elapsedMs());
    },
    follow: () =>
      (reading ??= read().finally(() => {
        reading = null;
      })),
  };
}
