import type Stripe from "stripe";
import { unreachable, type UnreachableAccount } from "../accounts/read-account.ts";
import { pagesFrom, readPage, readPageOrRefusal } from "../client/stripe-pages.ts";
import type { StripeReader } from "../client/stripe-reader.ts";
import { stripeEvent, type StripeEvent } from "./stripe-event.ts";

export type EventsFrom = {
  /** Id of the newest event that was read before; null for the first time. */
  readonly cursor: string | null;
  /** Nothing older is handed out. */
  readonly createdFrom: Date;
  /** The connected account that they happened on; the platform's own events unless given. */
  readonly accountId?: string;
  /**
   * How far before the cursor reading starts again: `created` has whole seconds, and an event may appear after a
   * younger one. 60 unless said.
   */
  readonly overlapSeconds?: number;
};

export type EventsPage = {
  /** Oldest first; the overlap brings known ones again: store them by id. */
  readonly events: readonly StripeEvent[];
  /** To be kept once these are stored; null as long as there was no event at all. */
  readonly cursor: string | null;
};

export type EventsSince =
  | {
      readonly kind: "events";
      /**
       * What was handed out has no gap, also when a later page throws `ProviderUnavailable`.
       *
       * @throws ProviderUnavailable
       */
      readonly pages: AsyncGenerator<EventsPage>;
    }
  /**
   * Stripe no longer has the cursor: it keeps events for 30 days. What happened since then and was not delivered is not
   * in any list; read the objects themselves (transfers, accounts, payouts), then start without a cursor.
   */
  | { readonly kind: "cursor_too_old"; readonly cursor: string }
  | UnreachableAccount;

const OPERATION = "events.list";

/**
 * What webhooks may have missed, oldest first: first the seconds before the cursor again, then all that is newer, by
 * `ending_before` (docs.stripe.com/webhooks/process-undelivered-events). At most the overlap is in memory.
 *
 * Proves nothing about objects: an event is a hint, and Stripe may fail to make one at all. Without a cursor, events
 * older than 30 days are missing without a word.
 *
 * @throws ProviderUnavailable
 */
export async function eventsSince(reader: StripeReader, from: EventsFrom): Promise<EventsSince> {
  const { cursor, createdFrom, accountId, overlapSeconds = 60 } = from;
  const created = { gte: Math.floor(createdFrom.getTime() / 1000) };
  const options = accountId === undefined ? {} : { stripeAccount: accountId };
  const list = (stripe: Stripe, paging: Stripe.PaginationParams) =>
    stripe.events.list({ ...paging, created }, options);
  const older = cursor === null ? {} : { starting_after: cursor };
  const first = await readPageOrRefusal(reader, OPERATION, (stripe) =>
    list(stripe, { limit: 100, ...older }),
  );
  if (!first.ok) {
    const { refusal } = first;
    if (cursor !== null && refusal.code === "resource_missing") return { kind: "cursor_too_old", cursor };
    return unreachable(accountId ?? "the platform", refusal);
  }
  const down = pagesFrom(reader, OPERATION, list, first.value);
  const up = (after: string) => upFrom(reader, list, after);
  return {
    kind: "events",
    pages: cursor === null ? fromTheOldest(down, up) : fromCursor(down, up, cursor, overlapSeconds),
  };
}

type Down = AsyncGenerator<readonly Stripe.Event[]>;
type Up = (after: string) => AsyncGenerator<EventsPage>;

/** Walks down to the oldest page, remembering only the last, and then up again. */
async function* fromTheOldest(down: Down, up: Up): AsyncGenerator<EventsPage> {
  let oldest: readonly Stripe.Event[] = [];
  for await (const page of down) oldest = page;
  const newest = oldest[0];
  if (newest === undefined) {
    yield { events: [], cursor: null };
    return;
  }
  yield { events: oldestFirst(oldest), cursor: newest.id };
  yield* up(newest.id);
}

/** Reads the overlap below the cursor first, then all above it. */
async function* fromCursor(
  down: Down,
  up: Up,
  cursor: string,
  overlapSeconds: number,
): AsyncGenerator<EventsPage> {
  const overlap: Stripe.Event[] = [];
  for await (const page of down) {
    // The first event below the cursor is not younger than it, so this reaches at least as far back.
    const start = (overlap[0] ?? page[0])?.created ?? 0;
    overlap.push(...page.filter((event) => event.created >= start - overlapSeconds));
    if (page.some((event) => event.created < start - overlapSeconds)) break;
  }
  yield { events: oldestFirst(overlap), cursor };
  yield* up(cursor);
}

async function* upFrom(
  reader: StripeReader,
  list: (stripe: Stripe, paging: Stripe.PaginationParams) => Promise<Stripe.ApiList<Stripe.Event>>,
  after: string,
): AsyncGenerator<EventsPage> {
  let cursor = after;
  for (;;) {
    const below = cursor;
    const page = await readPage(reader, OPERATION, (stripe) =>
      list(stripe, { limit: 100, ending_before: below }),
    );
    const newest = page.data[0];
    if (newest === undefined || newest.id === below) return;
    cursor = newest.id;
    yield { events: oldestFirst(page.data), cursor };
    if (!page.has_more) return;
  }
}

function oldestFirst(events: readonly Stripe.Event[]): readonly StripeEvent[] {
  return events
    .map((event) => stripeEvent(event))
    .filter((event) => event !== null)
    .toReversed();
}
