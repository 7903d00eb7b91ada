import type { FanWallet } from "@payrun/db";
import { fewestTokensOfValue, valueAt, type CurrencyCode } from "@payrun/payouts-core";
import { refusedFor, type Refused } from "./spending-refusal.ts";

export type Spending = {
  readonly tokens: bigint;
  /** Undefined: whichever covers it, the creator's own first. */
  readonly currency: CurrencyCode | undefined;
};

export type SpendingDecision =
  | {
      readonly kind: "covered";
      readonly currency: CurrencyCode;
      /** What the tokens are worth, minor units. */
      readonly grossMinor: bigint;
    }
  | Refused;

/** Decides which of a fan's wallets pays for something, and how much. The wallets are read under `lockFans`. */
export function decideSpending(
  wallets: readonly FanWallet[],
  { tokens, currency }: Spending,
  creatorCurrency: CurrencyCode,
): SpendingDecision {
  const choice = wallets
    .filter((wallet) => wallet.price !== null && (currency === undefined || wallet.currency === currency))
    .toSorted((a, b) => Number(b.currency === creatorCurrency) - Number(a.currency === creatorCurrency));
  const decisions = choice.map((wallet) => spendFrom(wallet, tokens));
  return (
    decisions.find((decision) => decision.kind === "covered") ??
    decisions[0] ??
    refusedFor({ code: "no_tokens", currency: currency ?? null })
  );
}

function spendFrom(wallet: FanWallet, tokens: bigint): SpendingDecision {
  const { currency, price, balanceMinor, spokenForMinor, spendableMinor, spendableTokens } = wallet;
  if (price === null) return refusedFor({ code: "no_tokens", currency });
  const grossMinor = valueAt(price, tokens);
  if (grossMinor > spendableMinor) {
    return refusedFor({
      code: "not_enough_tokens",
      wantedTokens: tokens.toString(),
      spendableTokens: spendableTokens.toString(),
      neededMinor: grossMinor.toString(),
      balanceMinor: balanceMinor.toString(),
      spokenForMinor: spokenForMinor.toString(),
      currency,
    });
  }
  if (grossMinor < 1n) {
    const fewestTokens = fewestTokensOfValue(price).toString();
    return refusedFor({ code: "worth_nothing", wantedTokens: tokens.toString(), fewestTokens, currency });
  }
  return { kind: "covered", currency, grossMinor };
}
