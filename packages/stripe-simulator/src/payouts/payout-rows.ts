import type { Metadata } from "../state/rows.ts";

/** Money on its way from a balance (`owner`: the platform or a connected account) to a bank. */
export type PayoutRow = {
  readonly id: string;
  readonly owner: string;
  readonly amount: number;
  readonly currency: string;
  readonly created: number;
  status: "pending" | "in_transit" | "paid" | "failed" | "canceled";
  metadata: Metadata;
};

/** The balance transactions that an automatic payout pays out: the payout's id, and theirs. */
export type PayoutContentsRow = { readonly id: string; readonly transactions: readonly string[] };

/** A bank account or debit card that an account is paid out to. */
export type ExternalAccountRow = {
  readonly id: string;
  readonly account: string;
  readonly created: number;
  readonly currency: string;
  deleted: boolean;
  metadata: Metadata;
};

/** When and how the balance of `id` (the platform or a connected account) is paid out by itself. */
export type BalanceSettingsRow = { readonly id: string };
