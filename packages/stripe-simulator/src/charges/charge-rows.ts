import type { Metadata } from "../state/rows.ts";

/** Money taken from a fan's card, on the platform or on a connected account (`owner`). */
export type ChargeRow = {
  readonly id: string;
  readonly owner: string;
  readonly amount: number;
  readonly currency: string;
  readonly created: number;
  /** The movement that brought it into the balance; null when it failed. */
  readonly movement: string | null;
  readonly transferGroup: string | null;
  description: string | null;
  metadata: Metadata;
};

export type PaymentIntentRow = {
  readonly id: string;
  readonly owner: string;
  readonly amount: number;
  readonly currency: string;
  readonly created: number;
  metadata: Metadata;
};

export type RefundRow = {
  readonly id: string;
  readonly charge: string;
  readonly amount: number;
  readonly currency: string;
  readonly created: number;
  readonly movement: string;
  metadata: Metadata;
};

export type DisputeRow = {
  readonly id: string;
  readonly charge: string;
  readonly amount: number;
  readonly currency: string;
  readonly created: number;
  status: string;
  metadata: Metadata;
};
