-- Why: leases, back-off, key age and every stamp that is judged by its age go by one clock, the database's. A simulation
--      of months moves it forward (`operational_clock`); everywhere else it is the server's.
-- Locks: none that anyone waits for; it creates a function.
-- Deploy: before the tables, whose columns have it as their default.
-- Undo: drop the database; nothing is in it yet.

-- PL/pgSQL, because the table comes later. Without its row it is the server's clock, never null.
CREATE FUNCTION operational_now() RETURNS timestamptz LANGUAGE plpgsql VOLATILE PARALLEL SAFE AS $$
BEGIN
  RETURN clock_timestamp() + coalesce((SELECT ahead_ms FROM operational_clock), 0) * interval '1 millisecond';
END $$;
