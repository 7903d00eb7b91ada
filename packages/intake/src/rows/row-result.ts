/** A value of a row as JSON shows it: amounts are decimal strings, instants ISO 8601. */
export type ShownValue = string | number | boolean | null | { readonly [key: string]: ShownValue };
export type ShownFields = Readonly<Record<string, ShownValue>>;

/** Why a row was refused, and what that means to the host. */
export const rowErrorCodes = {
  malformed: "The row does not have the shape: `field` says where, `message` what is expected.",
  source_id_conflict:
    "The `sourceId` is recorded with other content: `stored` and `sent` hold the fields that differ.",
  handle_taken: "Another creator has the handle.",
  stripe_account_taken: "Another creator has the Stripe account.",
  payout_in_flight:
    "A payout to the present Stripe account is on its way: the account cannot change before it ends.",
  unknown_creator: "No creator has this `creatorSourceId` yet.",
  unknown_earning: "No earning has this source yet.",
  unknown_token_purchase: "No token purchase has this `sourceId` yet.",
  exceeds_unspent_tokens: "More than the fan has bought and not spent.",
  exceeds_unreversed: "More than is left of the earning or purchase.",
  exceeds_reversed: "More than was reversed in this form.",
  not_paid_with_tokens: "Tokens are to be given back, but money had paid.",
} as const;

export type RowErrorCode = keyof typeof rowErrorCodes;

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
