/** What the hold, the cutoff, the schedule and the dates of the host's rows are judged by. Leases, rates and key age are the database's clock. */
export type BusinessClock = { readonly now: () => Date };

/** The real time; or, with a start, a clock that begins there now and runs on. */
export function businessClock(start: Date | null): BusinessClock {
  if (start === null) return { now: () => new Date() };
  const begunAt = performance.now();
  return { now: () => new Date(start.getTime() + (performance.now() - begunAt)) };
}
