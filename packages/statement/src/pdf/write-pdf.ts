import { loadWords, speak } from "@payrun/catalogue";
import { renderToBuffer } from "@react-pdf/renderer";
import type { DocumentProps } from "@react-pdf/renderer";
import type { ReactElement } from "react";
import type { FileReader } from "../statement-line.ts";
import { annualDocument, type AnnualPdf } from "./annual-pdf.ts";
import { registerFonts } from "./fonts.ts";
import { payoutDocument, type PayoutPdf } from "./payout-pdf.ts";

/** A document to be written; only what can be handed to another thread. */
export type PdfOrder =
  | { readonly kind: "payout"; readonly file: PayoutPdf; readonly reader: FileReader }
  | { readonly kind: "annual"; readonly file: AnnualPdf; readonly reader: FileReader };

/** Writes a PDF, which keeps this thread busy for a second or more: a server uses `pdfInBackground`. */
export async function writePdf(order: PdfOrder): Promise<Buffer> {
  registerFonts();
  const i18n = speak(order.reader.locale, await loadWords(order.reader.locale));
  const document =
    order.kind === "payout"
      ? payoutDocument(order.file, order.reader, i18n)
      : annualDocument(order.file, order.reader, i18n);
  return renderToBuffer(document as ReactElement<DocumentProps>);
}
