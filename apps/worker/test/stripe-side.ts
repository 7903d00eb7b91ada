import { randomUUID } from "node:crypto";
import { storeStripeEvent } from "@payrun/db";
import { stripeEvent } from "@payrun/provider";
import { expect } from "vitest";
import type { House } from "./house.ts";

/** A fault at the simulator, see its README. Transfers only, unless `match` says otherwise. */
export type Fault = {
  readonly kind: string;
  readonly match?: { readonly method?: string; readonly path?: string; readonly destination?: string };
  readonly count?: number;
  readonly nth?: number;
  readonly saved?: boolean;
  readonly code?: string;
  readonly param?: string;
  readonly status?: number;
  readonly type?: string;
  readonly latencyMs?: number;
  readonly probability?: number;
  readonly seed?: number;
};

export async function switchFault(house: House, fault: Fault): Promise<void> {
  const match = { method: "POST", path: "/v1/transfers", ...fault.match };
  await house.control("POST", "/faults", { count: 1, ...fault, match });
}

export async function clearFaults(house: House): Promise<void> {
  await house.control("DELETE", "/faults");
}

export type LoggedSend = {
  readonly idempotencyKey: string | null;
  readonly status: number | null;
  readonly replayed: boolean;
};

/** The transfer requests that reached Stripe, oldest first. */
export async function sends(house: House): Promise<readonly LoggedSend[]> {
  const requests = await requestsTo(house, "POST", "/v1/transfers");
  return requests.map(({ idempotencyKey, status, replayed }) => ({ idempotencyKey, status, replayed }));
}

/** The requests of a method whose path begins so, oldest first. */
export async function requestsTo(
  house: House,
  method: string,
  path: string,
): Promise<readonly (LoggedSend & { readonly path: string })[]> {
  const { requests } = (await house.control("GET", "/requests?limit=1000")) as {
    readonly requests: readonly (LoggedSend & { readonly method: string; readonly path: string })[];
  };
  return requests
    .filter((request) => request.method === method && request.path.startsWith(path))
    .toReversed();
}

/** A transfer that was not made by the worker: with Payrun's metadata, as another database would have made it. */
export async function transferByHand(
  house: House,
  transfer: {
    readonly amountMinor: number;
    readonly currency: string;
    readonly destination: string;
    readonly payoutItemId: string;
    readonly batchId: string;
    readonly attemptNo: number;
  },
): Promise<string> {
  const body = new URLSearchParams({
    amount: String(transfer.amountMinor),
    currency: transfer.currency.toLowerCase(),
    destination: transfer.destination,
    transfer_group: transfer.payoutItemId,
    "metadata[payout_item_id]": transfer.payoutItemId,
    "metadata[payout_batch_id]": transfer.batchId,
    "metadata[attempt_no]": String(transfer.attemptNo),
  });
  const answer = await fetch(`${house.stripe.url}/v1/transfers`, {
    method: "POST",
    headers: { authorization: "Bearer sk_test_house" },
    body,
  });
  expect(answer.status).toBe(200);
  const { id } = (await answer.json()) as { readonly id: string };
  return id;
}

/**
 * The newest event of a type in Stripe's log, delivered as the webhook endpoint stores it.
 *
 * @param accountId the connected account that it happened on; the platform's own log unless given.
 */
export async function deliverNewest(house: House, type: string, accountId?: string): Promise<void> {
  const answer = await fetch(`${house.stripe.url}/v1/events?limit=100&type=${type}`, {
    headers: {
      authorization: "Bearer sk_test_house",
      ...(accountId === undefined ? {} : { "stripe-account": accountId }),
    },
  });
  const { data } = (await answer.json()) as { readonly data: readonly Readonly<Record<string, unknown>>[] };
  const event = stripeEvent(data[0]);
  if (!event) throw new Error(`Stripe has no event ${type}`);
  await storeStripeEvent(house.db, event);
}

/** An event on a connected account: only its own endpoint hears of it, the platform's log does not list it. */
export async function deliverAccountUpdated(house: House, accountId: string): Promise<void> {
  const id = `evt_${randomUUID()}`;
  const payload = { id, object: "event", type: "account.updated", account: accountId };
  await storeStripeEvent(house.db, {
    id,
    type: "account.updated",
    account: accountId,
    livemode: false,
    createdAt: new Date(),
    payload,
  });
}
