import { dayInZone } from "@payrun/payouts-core";
import { balancedPages, type Balanced, type PayoutStatement } from "../payout-statement.ts";
import type { StatementLine } from "../statement-line.ts";
import type { DayLine, PdfLines } from "./payout-pdf.ts";

/** More are no longer read on paper: then those of a day and kind are one line, and the CSV has each. */
const EACH_MAX = 250;

/** What of a payout's lines its PDF shows; needs the memory of a page and of the days, however many lines there are. */
export async function linesForPdf(
  statement: PayoutStatement,
  pages: AsyncIterable<readonly StatementLine[]>,
  timeZone: string,
): Promise<PdfLines> {
  const all = balancedPages(statement, pages);
  if (statement.lineCount > EACH_MAX) return { kind: "by_day", days: await byDay(all, statement, timeZone) };
  const lines: Balanced<StatementLine>[] = [];
  for await (const page of all) lines.push(...page);
  return { kind: "each", lines };
}

async function byDay(
  pages: AsyncIterable<readonly StatementLine[]>,
  { carriedInMinor }: PayoutStatement,
  timeZone: string,
): Promise<readonly DayLine[]> {
  const days = new Map<string, Omit<DayLine, "balanceMinor">>();
  for await (const page of pages) {
    for (const { at, kind, amountMinor } of page) {
      const key = `${dayInZone(at, timeZone)} ${kind}`;
      const known = days.get(key) ?? { day: at, kind, count: 0, amountMinor: 0n };
      days.set(key, { ...known, count: known.count + 1, amountMinor: known.amountMinor + amountMinor });
    }
  }
  let balanceMinor = carriedInMinor;
  return [...days.entries()]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, day]) => {
      balanceMinor += day.amountMinor;
      return { ...day, balanceMinor };
    });
}
