export {
  annualStatement,
  type AnnualCurrency,
  type AnnualMonth,
  type AnnualQuarter,
  type PeriodFigures,
  type StatementFigures,
} from "./annual-statement.ts";
export { annualCsv } from "./csv/annual-csv.ts";
export { amountCells, instantCells, textCell } from "./csv/csv-cells.ts";
export { csvStream, type CsvRow } from "./csv/csv-stream.ts";
export { earningsCsv, type EarningRow } from "./csv/earnings-csv.ts";
export { payoutCsv, type PayoutCsv } from "./csv/payout-csv.ts";
export {
  balanced,
  balancedPages,
  payoutStatement,
  type Balanced,
  type KindTotal,
  type PayoutStatement,
  type PayoutStretch,
} from "./payout-statement.ts";
export { linesForPdf } from "./pdf/lines-for-pdf.ts";
export { PdfBusy, pdfInBackground } from "./pdf/pdf-in-background.ts";
export type { AnnualPdf } from "./pdf/annual-pdf.ts";
export type { PayoutPdf, PdfLines } from "./pdf/payout-pdf.ts";
export { writePdf, type PdfOrder } from "./pdf/write-pdf.ts";
export type { FileReader, PayoutFileHead, Speech, StatementLine } from "./statement-line.ts";
