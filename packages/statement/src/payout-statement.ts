import { type CurrencyCode, smallestSendableMinor } from "@payrun/payouts-core";

/** The lines of one kind together; minor units. */
export type KindTotal<Kind extends string = string> = {
  readonly kind: Kind;
  readonly count: number;
  readonly amountMinor: bigint;
};

/** The stretch of her available account that a payout came out of; minor units of `currency`. */
export type PayoutStretch = {
  readonly currency: CurrencyCode;
  /** What the payout took; 0 where nothing was ever taken. */
  readonly reservedMinor: bigint;
  /** Her available balance after the payout before it. */
  readonly carriedInMinor: bigint;
  readonly linesMinor: bigint;
  readonly lineCount: number;
  /** Her available balance after this payout. */
  readonly staysMinor: bigint;
};

export type PayoutStatement<Kind extends string = string> = PayoutStretch & {
  readonly kinds: readonly KindTotal<Kind>[];
  /** What stays only because Stripe cannot send so little. */
  readonly roundedOffMinor: bigint;
};

/**
 * One payout's account: what was carried in, plus its lines, less what stays, is what was taken for it. Page, CSV and PDF
 * are all written from this.
 *
 * @throws RangeError when it does not add up: then our books are wrong, and nobody gets a file that says otherwise.
 */
export function payoutStatement<Kind extends string>(
  stretch: PayoutStretch,
  kinds: readonly KindTotal<Kind>[],
): PayoutStatement<Kind> {
  const { carriedInMinor, linesMinor, lineCount, staysMinor, reservedMinor, currency } = stretch;
  mustBe("the payout", carriedInMinor + linesMinor - staysMinor, reservedMinor);
  mustBe(
    "lines by kind",
    kinds.reduce((sum, kind) => sum + kind.amountMinor, 0n),
    linesMinor,
  );
  mustBe("number of lines", BigInt(kinds.reduce((sum, kind) => sum + kind.count, 0)), BigInt(lineCount));
  const roundedOffMinor =
    reservedMinor > 0n && staysMinor > 0n && staysMinor < smallestSendableMinor(currency) ? staysMinor : 0n;
  return { ...stretch, kinds, roundedOffMinor };
}

/** A line with her available balance right after it. */
export type Balanced<Line> = Line & { readonly balanceMinor: bigint };

/** A page of lines with the balance after each. @param fromMinor the balance before the first of them. */
export function balanced<Line extends { readonly amountMinor: bigint }>(
  lines: readonly Line[],
  fromMinor: bigint,
): readonly Balanced<Line>[] {
  let balanceMinor = fromMinor;
  return lines.map((line) => {
    balanceMinor += line.amountMinor;
    return { ...line, balanceMinor };
  });
}

/**
 * All lines of a payout, page by page, with the balance after each.
 *
 * @throws RangeError after the last one when they are not what the statement says: what was written so far is no file.
 */
export async function* balancedPages<Line extends { readonly amountMinor: bigint }>(
  statement: PayoutStatement,
  pages: AsyncIterable<readonly Line[]>,
): AsyncGenerator<readonly Balanced<Line>[]> {
  let balanceMinor = statement.carriedInMinor;
  let count = 0;
  for await (const page of pages) {
    const lines = balanced(page, balanceMinor);
    balanceMinor = lines.at(-1)?.balanceMinor ?? balanceMinor;
    count += lines.length;
    yield lines;
  }
  mustBe("lines", balanceMinor - statement.carriedInMinor, statement.linesMinor);
  mustBe("number of lines", BigInt(count), BigInt(statement.lineCount));
}

function mustBe(what: string, minor: bigint, expectedMinor: bigint): void {
  if (minor !== expectedMinor)
    throw new RangeError(`${what} of a statement: ${minor} is not ${expectedMinor}`);
}
