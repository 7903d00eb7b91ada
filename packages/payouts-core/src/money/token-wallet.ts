import { tokenValue } from "./token-value.ts";

/** What tokens cost: `amountMinor` for `tokens` of them, both above zero. Two numbers: one would have to be rounded. */
export type TokenPrice = { readonly tokens: bigint; readonly amountMinor: bigint };

/** What a fan has in one currency, minor units. */
export type TokenMoney = {
  /** Bought and not spent. */
  readonly balanceMinor: bigint;
  /** Of it, what open call requests will take. */
  readonly spokenForMinor: bigint;
  /** Null: the fan never bought tokens in this currency, so nothing says what one is worth. */
  readonly price: TokenPrice | null;
};

/** The same in tokens beside it. Whole tokens, rounded down: what is shown can be spent. */
export type TokenWallet = TokenMoney & {
  readonly tokens: bigint;
  readonly spendableMinor: bigint;
  readonly spendableTokens: bigint;
};

/** The balance less what is spoken for; never below zero, although the host may report spending that leaves less. */
export function readWallet(money: TokenMoney): TokenWallet {
  const { balanceMinor, spokenForMinor, price } = money;
  const left = balanceMinor - spokenForMinor;
  const spendableMinor = left > 0n ? left : 0n;
  return {
    ...money,
    tokens: tokensWithin(balanceMinor, price),
    spendableMinor,
    spendableTokens: tokensWithin(spendableMinor, price),
  };
}

/** What these tokens are worth at a price, in minor units, rounded down. */
export function valueAt(price: TokenPrice, tokens: bigint): bigint {
  return tokenValue({ tokens, rateNumeratorMinor: price.amountMinor, ratePerTokens: price.tokens });
}

/** The smallest number of tokens that is worth one minor unit or more. */
export function fewestTokensOfValue(price: TokenPrice): bigint {
  return (price.tokens + price.amountMinor - 1n) / price.amountMinor;
}

function tokensWithin(amountMinor: bigint, price: TokenPrice | null): bigint {
  return price === null ? 0n : (amountMinor * price.tokens) / price.amountMinor;
}
