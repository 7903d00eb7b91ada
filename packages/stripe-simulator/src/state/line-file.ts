import { closeSync, openSync, readSync, renameSync, writeSync } from "node:fs";

/** Writes the whole file anew, so that a kill leaves the old one or the new one; says how many bytes it has. */
export function writeLines(path: string, lines: Iterable<string>): number {
  const unfinished = `${path}.tmp`;
  const file = openSync(unfinished, "w");
  let bytes = 0;
  try {
    for (const line of lines) bytes += writeWhole(file, `${line}\n`);
  } finally {
    closeSync(file);
  }
  renameSync(unfinished, path);
  return bytes;
}

export function writeWhole(file: number, text: string): number {
  const bytes = Buffer.from(text, "utf8");
  let done = 0;
  while (done < bytes.length) done += writeSync(file, bytes, done);
  return bytes.length;
}

/** Calls `take` with every line that ends in a newline; says how many bytes those lines have. */
export function readLines(path: string, take: (line: string) => void): number {
  const file = openSync(path, "r");
  const block = Buffer.allocUnsafe(4 * 1024 * 1024);
  let rest: Buffer = Buffer.alloc(0);
  let wholeBytes = 0;
  try {
    for (;;) {
      const count = readSync(file, block);
      if (count === 0) return wholeBytes;
      const bytes = Buffer.concat([rest, block.subarray(0, count)]);
      let start = 0;
      for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, start)) {
        take(bytes.toString("utf8", start, end));
        start = end + 1;
      }
      wholeBytes += start;
      rest = Buffer.from(bytes.subarray(start));
    }
  } finally {
    closeSync(file);
  }
}
