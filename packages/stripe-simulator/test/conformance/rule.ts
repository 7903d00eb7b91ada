import { describe, test } from "vitest";

/**
 * Where a rule comes from: a page of Stripe's documentation (`docs.stripe.com/…`), the types or the source of an
 * official client (`stripe-node …`), or a public report (`owner/repository#123`).
 */
export type Source =
  | `docs.stripe.com/${string}`
  | `support.stripe.com/${string}`
  | `stripe-node ${string}`
  | `stripe-python ${string}`
  | `${string}/${string}#${number}`;

/** One rule of Stripe's, with what says so: the title reads as a sentence of a specification. */
export function rule(title: string, source: Source, run: () => Promise<void>): void {
  test(`${title} (${source})`, run);
}

/** A rule that no public source confirms: the simulator has to do something, and says so. */
export function assumption(title: string, run: () => Promise<void>): void {
  describe("not confirmed by Stripe's documentation", () => test(title, run));
}
