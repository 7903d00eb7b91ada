/** A v2 event: says what happened to which object, and leaves the reading to the receiver. */
export type ThinEventRow = {
  readonly id: string;
  /** `v2.core.account[requirements].updated` */
  readonly type: string;
  readonly created: number;
  /** The account whose event it is; null for the platform's own. */
  readonly context: string | null;
  readonly relatedObject: { readonly id: string; readonly type: string; readonly url: string };
  readonly data: Readonly<Record<string, unknown>>;
  readonly requestId: string | null;
  readonly idempotencyKey: string | null;
};

/** Where v2 events are sent (`/v2/core/event_destinations`). */
export type EventDestinationRow = { readonly id: string; readonly created: number; deleted: boolean };
