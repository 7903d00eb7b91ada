import { fewestTokensOfValue, valueAt } from "@payrun/payouts-core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useTokenWords } from "../../wallet/use-token-words.ts";
import type { CreatorProfile } from "../creator-profile.ts";

type Payable = CreatorProfile["payableWith"][number];

/** A number of tokens that somebody types, from one of her wallets, and what is to be said about it. */
export type Spending = {
  /** Those with tokens, and the chosen one. */
  readonly wallets: readonly Payable[];
  readonly wallet: Payable;
  readonly setCurrency: (currency: string) => void;
  readonly text: string;
  readonly setText: (text: string) => void;
  /** Null: not a number of tokens that can be spent. */
  readonly tokens: bigint | null;
  /** What they are worth, as the API will reckon it: by the same function. Null with `tokens`. */
  readonly valueMinor: bigint | null;
  /** Why it cannot be spent; null: it can. */
  readonly problem: string | null;
};

const TOKENS_MAX = 1_000_000n;

/** @param wallets not empty. */
export function useSpending(wallets: readonly Payable[], usual: string, fallback: Payable): Spending {
  const problemOf = useProblem();
  const [text, setText] = useState(usual);
  const [currency, setCurrency] = useState(() => walletFor(wallets, BigInt(usual), fallback).currency);
  const wallet = wallets.find((each) => each.currency === currency) ?? fallback;
  const typed = /^\d{1,7}$/.test(text.trim()) ? BigInt(text.trim()) : null;
  const problem = problemOf(typed, wallet);
  const tokens = problem === null ? typed : null;
  return {
    wallets: wallets.filter((each) => each.spendableTokens > 0n || each === wallet),
    wallet,
    setCurrency,
    text,
    setText,
    tokens,
    valueMinor: tokens === null ? null : valueAt(wallet.price, tokens),
    problem,
  };
}

/** The first that covers so many tokens: the API puts the creator's own currency first. */
function walletFor(wallets: readonly Payable[], tokens: bigint, fallback: Payable): Payable {
  return wallets.find((each) => each.spendableTokens >= tokens) ?? fallback;
}

function useProblem(): (typed: bigint | null, wallet: Payable) => string | null {
  const { t } = useTranslation("profiles");
  const words = useTokenWords();
  return (typed, { spendableTokens, price }) => {
    if (typed === null || typed < 1n || typed > TOKENS_MAX) return t("tip.wholeNumber");
    if (typed > spendableTokens) return t("tip.tooMany");
    return valueAt(price, typed) < 1n
      ? t("tip.worthNothing", { tokens: words.tokens(fewestTokensOfValue(price)) })
      : null;
  };
}
