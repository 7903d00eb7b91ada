const DAY_MS = 24 * 3_600_000;

/** How long a call request waits for an answer before it expires and its tokens are free again. */
export const callAnswerDays = 7;

/** How long an accepted call may take until it is completed, before it expires likewise. */
export const callCompletionDays = 30;

/** Requests that were made, and calls that were accepted, by these instants have waited too long. */
export type CallDeadlines = { readonly askedBy: Date; readonly acceptedBy: Date };

/** @param now the business clock. */
export function callDeadlines(now: Date): CallDeadlines {
  return { askedBy: daysAfter(now, -callAnswerDays), acceptedBy: daysAfter(now, -callCompletionDays) };
}

/** When a request expires by itself; null: never, because it has ended. A day is 24 hours, whatever the clocks do. */
export function callExpiresAt({
  status,
  requestedAt,
  decidedAt,
}: {
  readonly status: string;
  readonly requestedAt: Date;
  readonly decidedAt: Date | null;
}): Date | null {
  if (status === "asked") return daysAfter(requestedAt, callAnswerDays);
  return status === "accepted" && decidedAt !== null ? daysAfter(decidedAt, callCompletionDays) : null;
}

function daysAfter(at: Date, days: number): Date {
  return new Date(at.getTime() + days * DAY_MS);
}
