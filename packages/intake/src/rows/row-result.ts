/** A value of a row as JSON shows it: amounts are decimal strings, instants ISO 8601. */
export type ShownValue = string | number | boolean | null | { readonly [key: string]: ShownValue };
export type ShownFields = Readonly<Record<string, ShownValue>>;

/** Why a row was refused. `docs` of the API list what each means and what the host does about it. */
export type RowErrorCode =
  /** The row does not have the shape: `field` says where, `message` what is expected. */
  | "malformed"
  /** The `sourceId` is known with other content: `stored` and `sent` hold the fields that differ. */
  | "source_id_conflict"
  | "handle_taken"
  | "stripe_account_taken"
  /** A payout to the present Stripe account is on its way: the account cannot change before it ends. */
  | "payout_in_flight"
  | "unknown_creator"
  | "unknown_earning"
  | "unknown_token_purchase"
  /** More than the fan has bought and not spent. */
  | "exceeds_unspent_tokens"
  /** More than is left of the earning or purchase. */
  | "exceeds_unreversed"
  /** More than was reversed. */
  | "exceeds_reversed"
  | "not_paid_with_tokens";

export type RowError = {
  readonly code: RowErrorCode;
  /** For a person: what is wrong and what to do. */
  readonly message: string;
  readonly field?: string;
  /** What Payrun has. */
  readonly stored?: ShownFields;
  /** What the call said. */
  readonly sent?: ShownFields;
};

export type RowResult = {
  /** The row's place in the call, from 0. */
  readonly index: number;
  /** The host's id; null when the row has none that can be read. */
  readonly sourceId: string | null;
} & (
  | {
      readonly status: "created" | "unchanged" | "updated";
      /** Payrun's id. */
      readonly id: string;
    }
  | { readonly status: "refused"; readonly error: RowError }
);

/** One result for every row, in the call's order. */
export type IntakeResult = { readonly results: readonly RowResult[] };

export function refused(
  row: { readonly index: number; readonly sourceId: string | null },
  error: RowError,
): RowResult {
  return { index: row.index, sourceId: row.sourceId, status: "refused", error };
}

export function inCallOrder(...groups: readonly (readonly RowResult[])[]): IntakeResult {
  return { results: groups.flat().toSorted((a, b) => a.index - b.index) };
}
