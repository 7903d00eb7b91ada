import { parentPort, workerData } from "node:worker_threads";
import { writePdf, type PdfOrder } from "./write-pdf.ts";

// The thread that `pdfInBackground` starts: one document, then it ends.
const pdf = await writePdf(workerData as PdfOrder);
parentPort?.postMessage(pdf);
