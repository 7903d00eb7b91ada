import type { Database } from "@payrun/db";

/** How many sessions of this database wait for a lock. */
export async function lockWaitsIn(admin: Database): Promise<number> {
  const [row] = await admin.query<{ waits: number }>(
    `SELECT count(*)::int AS waits FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return row?.waits ?? 0;
}

/** A process that is gone has no sessions. Returns once PostgreSQL has rolled them back. */
export function sessionsIn(admin: Database): { readonly end: (applicationName: string) => Promise<void> } {
  return {
    end: async (applicationName) => {
      for (;;) {
        const [row] = await admin.query<{ left: number }>(
          `SELECT count(pg_terminate_backend(pid))::int AS left FROM pg_stat_activity
            WHERE datname = current_database() AND application_name = $1`,
          [applicationName],
        );
        if (row?.left === 0) return;
      }
    },
  };
}
