import { recordEvent } from "../events/record-event.ts";
import type { StripeObject } from "../protocol/stripe-object.ts";
import { platform } from "../state/rows.ts";
import { formerValues } from "../transfers/former-values.ts";
import type { World } from "../world.ts";

/** The request behind an event; undefined for what happens by itself. */
export type Cause = { readonly requestId: string; readonly idempotencyKey: string | null } | undefined;

type News = {
  readonly type: string;
  readonly object: StripeObject;
  /** The object before it changed; shown as `previous_attributes`. */
  readonly before?: StripeObject;
};

/** Records an event of the platform, or of the connected account that owns the object. */
export function announce(world: World, owner: string, { type, object, before }: News, cause: Cause): void {
  recordEvent(world, {
    type,
    account: owner === platform ? null : owner,
    object,
    ...(before === undefined ? {} : { previousAttributes: formerValues(before, object) }),
    ...(cause === undefined ? {} : { cause }),
  });
}
