import { Worker } from "node:worker_threads";
import type { PdfOrder } from "./write-pdf.ts";

/** Documents that are written at the same time: each takes a processor for a second and some 200 MB. */
const RUNNING_MAX = 2;
/** Who would wait longer than this is told to come back. */
const WAITING_MAX = 20;
const HEAP_MAX_MB = 512;

let running = 0;
const waiting: (() => void)[] = [];

/** Too many documents wait already. */
export class PdfBusy extends Error {}

/**
 * Writes a PDF in a thread of its own, so that nobody else waits for it; two at a time.
 *
 * @throws PdfBusy when too many wait.
 */
export async function pdfInBackground(order: PdfOrder): Promise<Buffer> {
  if (running >= RUNNING_MAX) {
    if (waiting.length >= WAITING_MAX) throw new PdfBusy("too many documents are being written");
    await new Promise<void>((resolve) => waiting.push(resolve));
  }
  running += 1;
  try {
    return await inThread(order);
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

function inThread(order: PdfOrder): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./pdf-worker.ts", import.meta.url), {
      workerData: order,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MAX_MB },
    });
    worker.once("message", (pdf: Uint8Array) => resolve(Buffer.from(pdf)));
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`the thread that writes a PDF ended with ${code}`)));
  });
}
