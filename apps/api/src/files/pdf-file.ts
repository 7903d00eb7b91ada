import { pdfInBackground, type PdfOrder } from "@payrun/statement";
import type { MadeFile } from "./file-route.ts";

/** A PDF, written in a thread of its own. */
export async function pdfFile(name: string, order: PdfOrder): Promise<MadeFile> {
  return { name, type: "application/pdf", body: await pdfInBackground(order) };
}
