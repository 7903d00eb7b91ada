const daySeconds = 24 * 60 * 60;

/** The midnight (UTC) at which the day of an instant began. */
export function startOfDay(seconds: number): number {
  return seconds - (seconds % daySeconds);
}

/** The first midnight (UTC) after an instant. */
export function nextMidnight(seconds: number): number {
  return startOfDay(seconds) + daySeconds;
}

/** Monday to Friday. Bank holidays are not simulated. */
export function isBusinessDay(seconds: number): boolean {
  const weekday = new Date(seconds * 1000).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/** The midnight that begins the n-th business day after the day of an instant. */
export function addBusinessDays(seconds: number, days: number): number {
  let at = startOfDay(seconds);
  for (let left = days; left > 0;) {
    at += daySeconds;
    if (isBusinessDay(at)) left -= 1;
  }
  return at;
}

/** The business day before the day of an instant. */
export function previousBusinessDay(seconds: number): number {
  let at = startOfDay(seconds) - daySeconds;
  while (!isBusinessDay(at)) at -= daySeconds;
  return at;
}
