import type { Database } from "@payrun/db";

/** How many sessions of this database wait for a lock; one that was given its lock, and does not run yet, does not. */
export async function lockWaitsIn(admin: Database): Promise<number> {
  const [row] = await admin.query<{ waits: number }>(
    `SELECT count(DISTINCT l.pid)::int AS waits FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
      WHERE NOT l.granted AND a.datname = current_database() AND a.backend_type = 'client backend'`,
  );
  return row?.waits ?? 0;
}

type Sessions = {
  /** A process that is gone has no sessions. Returns once PostgreSQL has rolled them back. */
  readonly end: (applicationName: string) => Promise<void>;
  /** Likewise for a process that only froze: those that are amid a transaction, or hold an advisory lock. */
  readonly endIdle: (applicationName: string) => Promise<void>;
};

export function sessionsIn(admin: Database): Sessions {
  const end = async (applicationName: string, which: string): Promise<void> => {
    for (;;) {
      const [row] = await admin.query<{ left: number }>(
        `SELECT count(pg_terminate_backend(pid))::int AS left FROM pg_stat_activity a
          WHERE datname = current_database() AND application_name = $1 AND (${which})`,
        [applicationName],
      );
      if (row?.left === 0) return;
    }
  };
  return {
    end: (applicationName) => end(applicationName, "true"),
    endIdle: (applicationName) =>
      end(
        applicationName,
        `state LIKE 'idle in transaction%'
         OR state = 'idle' AND EXISTS (SELECT FROM pg_locks l WHERE l.pid = a.pid AND l.locktype = 'advisory')`,
      ),
  };
}
