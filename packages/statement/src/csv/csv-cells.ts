import { decimalText } from "@payrun/catalogue";

/** What a spreadsheet may take for the start of a formula: its full-width forms too, and blanks that it drops. */
const FORMULA = /^(\s|[=+\-@＝＋－＠])/;

/** Text that people wrote, so that no spreadsheet runs it: what looks like a formula is marked as text. Null: empty. */
export function textCell(text: string | null): string {
  const given = text ?? "";
  return FORMULA.test(given) ? `'${given}` : given;
}

/** An amount twice: as exact decimal text, and in minor units. Null: empty. */
export function amountCells(amountMinor: bigint | null, currency: string): readonly [string, string] {
  return amountMinor === null ? ["", ""] : [decimalText({ amountMinor, currency }), String(amountMinor)];
}

/** An instant twice: `2026-12-01T02:00:00.000Z`, and as clocks in her zone show it, `2026-11-30 21:00:00`. Null: empty. */
export function instantCells(at: Date | null, timeZone: string): readonly [string, string] {
  return at === null ? ["", ""] : [at.toISOString(), zonedText(at, timeZone)];
}

const made = new Map<string, Intl.DateTimeFormat>();

function zonedText(at: Date, timeZone: string): string {
  // Swedish writes ISO 8601's order with a space.
  const format =
    made.get(timeZone) ??
    new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "medium", timeZone });
  made.set(timeZone, format);
  return format.format(at);
}
