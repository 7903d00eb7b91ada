/** Whether a creator takes calls, and what she typed as their price. */
export type CallPriceText = { readonly takesCalls: boolean; readonly text: string };

const TOKENS_MAX = 1_000_000;

/** Tokens for one call; null: takes none. */
export function readCallPrice({ takesCalls, text }: CallPriceText): number | null | "not_a_price" {
  if (!takesCalls) return null;
  const typed = text.trim();
  const tokens = /^\d{1,7}$/.test(typed) ? Number(typed) : 0;
  return tokens >= 1 && tokens <= TOKENS_MAX ? tokens : "not_a_price";
}
