import type Stripe from "stripe";
import { ProviderUnavailable } from "./provider-unavailable.ts";
import type { StripeReader } from "./stripe-reader.ts";

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
  const page = await reader.read(operation, list);
  const complete = Array.isArray(page.data) && typeof page.has_more === "boolean";
  if (complete && (page.data.length > 0 || !page.has_more)) return page;
  const noWire = { tries: 1, httpStatus: 200, requestId: null, rateLimitReason: null, failure: null };
  throw new ProviderUnavailable({ operation, ...noWire, code: "broken_page" }, page);
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
  let cursor: Stripe.PaginationParams | null = { limit: 100 };
  while (cursor !== null) {
    const from: Stripe.PaginationParams = cursor;
    const page: Stripe.ApiList<T> = await readPage(reader, operation, (stripe) => list(stripe, from));
    const end = page.data.at(-1);
    if (end !== undefined) yield page.data;
    cursor = page.has_more && end !== undefined ? { limit: 100, starting_after: end.id } : null;
  }
}
