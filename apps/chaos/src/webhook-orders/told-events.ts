import { stripeEvent, type StripeEvent } from "@payrun/provider";
import type { ToldCreator } from "../oracle/told.ts";
import type { World } from "../world/world.ts";

/** What Stripe tells of one transfer and its bank leg, in the order in which it happened. */
export const eventTypes = [
  "transfer.created",
  "transfer.reversed",
  "payout.created",
  "payout.paid",
  "payout.failed",
] as const;

/** A creator's five events, in the order of {@link eventTypes}. */
export async function eventsOf(
  { stripe }: World,
  creators: readonly ToldCreator[],
): Promise<ReadonlyMap<ToldCreator, readonly StripeEvent[]>> {
  const platform = (
    await Promise.all(["transfer.created", "transfer.reversed"].map((type) => listed(stripe.url, type, null)))
  ).flat();
  const found = new Map<ToldCreator, readonly StripeEvent[]>();
  for (const creator of creators) {
    const own = (
      await Promise.all(
        eventTypes
          .filter((type) => type.startsWith("payout."))
          .map((type) => listed(stripe.url, type, creator.accountId)),
      )
    ).flat();
    const hers = platform.filter((event) => destinationIn(event.payload) === creator.accountId);
    const events = eventTypes.flatMap((type) => [...hers, ...own].find((event) => event.type === type) ?? []);
    if (events.length !== eventTypes.length)
      throw new Error(`${creator.accountId} has only ${events.map(({ type }) => type).join(", ")}`);
    found.set(creator, events);
  }
  return found;
}

async function listed(url: string, type: string, account: string | null): Promise<readonly StripeEvent[]> {
  const events: StripeEvent[] = [];
  for (let after = ""; ;) {
    const answer = await fetch(`${url}/v1/events?limit=100&type=${type}${after}`, {
      headers: {
        authorization: "Bearer sk_test_webhooks",
        ...(account === null ? {} : { "stripe-account": account }),
      },
    });
    const page = (await answer.json()) as {
      readonly data: readonly { readonly id: string }[];
      readonly has_more: boolean;
    };
    // A delivery to the connected endpoint names the account; the list does not.
    const named = page.data.map((raw) => (account === null ? raw : { ...raw, account }));
    events.push(...named.flatMap((raw) => stripeEvent(raw) ?? []));
    if (!page.has_more) return events;
    after = `&starting_after=${page.data.at(-1)?.id ?? ""}`;
  }
}

function destinationIn(payload: unknown): string | null {
  const { data } = payload as { readonly data?: { readonly object?: { readonly destination?: string } } };
  return data?.object?.destination ?? null;
}
