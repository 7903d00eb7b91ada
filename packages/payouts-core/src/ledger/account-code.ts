/** The readable name of a ledger account: `platform:cash`, `creator:{id}:available`. */
export type AccountCode = string;

export type AccountKind =
  | "platform_cash"
  | "platform_clearing"
  | "platform_fees"
  | "platform_stripe_fees"
  | "platform_losses"
  | "fan_tokens"
  | "creator_held"
  | "creator_available"
  | "creator_in_transit";

/** The side on which an account grows. */
export type NormalSide = "debit" | "credit";

/** The balance at Stripe: available + pending + connect_reserved. */
export const platformCash: AccountCode = "platform:cash";
/** Money that the host reports and that is not yet seen at Stripe. */
export const platformClearing: AccountCode = "platform:clearing";
export const platformFees: AccountCode = "platform:fees";
export const platformStripeFees: AccountCode = "platform:stripe_fees";
export const platformLosses: AccountCode = "platform:losses";

/** Tokens sold and not yet spent, in money. Never below zero. */
export function fanTokens(fanId: string): AccountCode {
  return `fan:${fanId}:tokens`;
}

/** Earned, inside the hold. Never below zero. */
export function creatorHeld(creatorId: string): AccountCode {
  return `creator:${creatorId}:held`;
}

/** Payable. Below zero it is a debt after a late chargeback. */
export function creatorAvailable(creatorId: string): AccountCode {
  return `creator:${creatorId}:available`;
}

/** Reserved for an open payout item. Never below zero. */
export function creatorInTransit(creatorId: string): AccountCode {
  return `creator:${creatorId}:in_transit`;
}

const NORMAL_SIDES = {
  platform_cash: "debit",
  platform_clearing: "debit",
  platform_fees: "credit",
  platform_stripe_fees: "debit",
  platform_losses: "debit",
  fan_tokens: "credit",
  creator_held: "credit",
  creator_available: "credit",
  creator_in_transit: "credit",
} as const satisfies Record<AccountKind, NormalSide>;

export function normalSideOf(kind: AccountKind): NormalSide {
  return NORMAL_SIDES[kind];
}

/**
 * Reads an account code back: what kind it is, and whose (null for the platform's).
 *
 * @throws RangeError for a code that no builder of this file makes.
 */
export function parseAccountCode(code: AccountCode): {
  readonly kind: AccountKind;
  readonly ownerId: string | null;
} {
  const segments = code.split(":");
  const isPlatform = segments.length === 2 && segments[0] === "platform";
  const kind = isPlatform ? segments.join("_") : `${segments[0]}_${segments[2]}`;
  const ownerId = isPlatform ? null : segments[1];
  const isWellFormed = isPlatform || (segments.length === 3 && segments[0] !== "platform");
  if (!isWellFormed || !isAccountKind(kind) || ownerId === undefined || ownerId === "") {
    throw new RangeError(`Not a ledger account: ${code}`);
  }
  return { kind, ownerId };
}

function isAccountKind(kind: string): kind is AccountKind {
  return Object.hasOwn(NORMAL_SIDES, kind);
}
