import {
  payoutLineTotals,
  payoutLines,
  payoutWindow,
  type PayoutLineKind,
  type PayoutWindow,
  type Sql,
} from "@payrun/db";
import { payoutStatement, type PayoutStatement } from "@payrun/statement";

export type LoadedStatement = {
  readonly window: PayoutWindow;
  readonly statement: PayoutStatement<PayoutLineKind>;
};

/** A payout's statement, checked; null when she has no such payout. Page, CSV and PDF all begin here. */
export async function loadPayoutStatement(
  sql: Sql,
  creatorId: string,
  payoutItemId: string,
): Promise<LoadedStatement | null> {
  const window = await payoutWindow(sql, creatorId, payoutItemId);
  if (window === null) return null;
  return { window, statement: payoutStatement(window, await payoutLineTotals(sql, window)) };
}

const PAGE = 1_000;

/** All lines of a payout, a page at a time. */
export async function* allPayoutLines(sql: Sql, window: PayoutWindow) {
  let afterSeq: bigint | null = null;
  for (;;) {
    const page: Awaited<ReturnType<typeof payoutLines>> = await payoutLines(sql, window, {
      afterSeq,
      limit: PAGE,
    });
    if (page.length > 0) yield page;
    if (page.length < PAGE) return;
    afterSeq = page.at(-1)?.seq ?? null;
  }
}
