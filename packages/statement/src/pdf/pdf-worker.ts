import { parentPort, workerData } from "node:worker_threads";
import { writePdf, type PdfOrder } from "./write-pdf.ts";

// The thread that `pdfInBackground` starts: one document, then it ends.
const pdf = await writePdf(workerData as PdfOrder);
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, no window.
parentPort?.postMessage(pdf);
