import type { FormerSecret, Metadata } from "../../state/rows.ts";

/** What a v2 event is about. An object that exists once, such as the balance, has no id. */
export type RelatedObject = { readonly id?: string; readonly type: string; readonly url: string };

/** A v2 event: says what happened to which object, and leaves the reading to the receiver. */
export type ThinEventRow = {
  readonly id: string;
  /** `v2.core.account[requirements].updated` */
  readonly type: string;
  readonly created: number;
  /** The account whose event it is; null for the platform's own. */
  readonly context: string | null;
  readonly relatedObject: RelatedObject | null;
  readonly data: Readonly<Record<string, unknown>>;
  /** The snapshot event of the same fact. */
  readonly snapshotEvent: string | null;
  readonly requestId: string | null;
  readonly idempotencyKey: string | null;
};

/** Where events are sent (`/v2/core/event_destinations`). */
export type EventDestinationRow = {
  readonly id: string;
  readonly created: number;
  readonly eventPayload: "snapshot" | "thin";
  /** `@self` or `self`: the platform's own; `@accounts` or `other_accounts`: those of connected accounts. */
  readonly eventsFrom: readonly string[];
  readonly snapshotApiVersion: string | null;
  updated: number;
  name: string;
  description: string;
  enabledEvents: readonly string[];
  metadata: Metadata;
  url: string;
  secret: string;
  formerSecrets: readonly FormerSecret[];
  failingSinceMs: number | null;
  status: "enabled" | "disabled";
  deleted: boolean;
};
