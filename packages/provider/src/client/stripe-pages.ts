import type Stripe from "stripe";
import { ProviderUnavailable } from "./provider-unavailable.ts";
import type { ReadAnswer, StripeReader } from "./stripe-reader.ts";

/**
 * Reads one page of a list.
 *
 * @throws ProviderUnavailable, also for a page without its parts.
 */
export async function readPage<T extends { readonly id: string }>(
  reader: StripeReader,
  operation: string,
  list: (stripe: Stripe) => Promise<Stripe.ApiList<T>>,
): Promise<Stripe.ApiList<T>> {
  return wholePage(operation, await reader.read(operation, list));
}

/** As `readPage`, but hands back a refusal instead of throwing: an account out of reach, a cursor unknown. */
export async function readPageOrRefusal<T extends { readonly id: string }>(
  reader: StripeReader,
  operation: string,
  list: (stripe: Stripe) => Promise<Stripe.ApiList<T>>,
): Promise<ReadAnswer<Stripe.ApiList<T>>> {
  const answer = await reader.readOrRefusal(operation, list);
  return answer.ok ? { ok: true, value: wholePage(operation, answer.value) } : answer;
}

/**
 * Walks one of Stripe's lists to its end, newest first, 100 objects a request. What is created meanwhile appears
 * before the first page and disturbs nothing.
 *
 * @throws ProviderUnavailable when a page is missing or broken: what was yielded until then is not the whole list.
 */
export async function* stripePages<T extends { readonly id: string }>(
  reader: StripeReader,
  operation: string,
  list: (stripe: Stripe, cursor: Stripe.PaginationParams) => Promise<Stripe.ApiList<T>>,
): AsyncGenerator<readonly T[]> {
  const first = await readPage(reader, operation, (stripe) => list(stripe, { limit: 100 }));
  yield* pagesFrom(reader, operation, list, first);
}

/**
 * Walks on from a first page that was read already.
 *
 * @throws ProviderUnavailable
 */
export async function* pagesFrom<T extends { readonly id: string }>(
  reader: StripeReader,
  operation: string,
  list: (stripe: Stripe, cursor: Stripe.PaginationParams) => Promise<Stripe.ApiList<T>>,
  first: Stripe.ApiList<T>,
): AsyncGenerator<readonly T[]> {
  let page = first;
  for (;;) {
    const end = page.data.at(-1);
    if (end !== undefined) yield page.data;
    if (!page.has_more || end === undefined) return;
    const { id } = end;
    page = await readPage(reader, operation, (stripe) => list(stripe, { limit: 100, starting_after: id }));
    // A page that ends where the last one ended would be read for ever.
    if (page.data.at(-1)?.id === id) throw brokenPage(operation, page);
  }
}

function wholePage<T extends { readonly id: string }>(
  operation: string,
  page: Stripe.ApiList<T>,
): Stripe.ApiList<T> {
  const hasParts = Array.isArray(page.data) && typeof page.has_more === "boolean";
  const complete = hasParts && page.data.every((each: { readonly id?: unknown } | null) => !!each?.id);
  if (complete && (page.data.length > 0 || !page.has_more)) return page;
  throw brokenPage(operation, page);
}

function brokenPage(operation: string, page: unknown): ProviderUnavailable {
  const noWire = { tries: 1, httpStatus: 200, requestId: null, rateLimitReason: null, failure: null };
  return new ProviderUnavailable({ operation, ...noWire, code: "broken_page" }, page);
}
