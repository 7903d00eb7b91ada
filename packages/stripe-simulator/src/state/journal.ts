import {
  closeSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import { readLines, writeLines, writeWhole } from "./line-file.ts";
import type { State } from "./state.ts";

/** A journal is compacted when it is longer than this and than the last snapshot. */
const compactAfterBytesByDefault = 64 * 1024 * 1024;
const snapshotRowsPerLine = 100;
const snapshotLinesPerTurn = 50;

/** Writes what the simulator has done, and says when it is written. */
export type Journal = {
  /** Queues one line, if any; `written` runs once it and everything before it would survive SIGKILL. */
  commit(line: string | null, written: () => void): void;
  /** Begins anew with what is in the state now: a kill meanwhile leaves all of what was, or all of what is. */
  startOver(): void;
  close(): void;
};

/** For a simulator without a state folder: changes take a turn of the event loop here too, so that both answer alike. */
export const noJournal: Journal = {
  commit: (line, written) => {
    if (line === null) written();
    else setImmediate(written);
  },
  startOver: () => {},
  close: () => {},
};

/**
 * An append-only file of JSON lines in `stateDir`, plus a snapshot of everything before it.
 *
 * All lines of one turn of the event loop are written together (group commit). A write that returned is in
 * the kernel's page cache, so it survives SIGKILL of this process; nothing is promised for a power cut.
 *
 * Files: `snapshot-N.jsonl` is the state when `journal-N.jsonl` was begun, or somewhat later: rows are whole,
 * so applying a row again does no harm, and the snapshot can be written while requests go on.
 */
export class FileJournal implements Journal {
  readonly #dir: string;
  readonly #state: State;
  readonly #compactAfterBytes: number;
  #generation: number;
  #file: number;
  #bytes = 0;
  #snapshotBytes = 0;
  #lines: string[] = [];
  #waiting: (() => void)[] = [];
  #flushing = false;
  #closed = false;
  #compacting: Generator<string> | null = null;

  /** Reads what is in `stateDir` into `state`, and appends from then on. */
  constructor(stateDir: string, state: State, { compactAfterBytes = compactAfterBytesByDefault } = {}) {
    this.#compactAfterBytes = compactAfterBytes;
    this.#dir = stateDir;
    this.#state = state;
    mkdirSync(stateDir, { recursive: true });
    for (const name of readdirSync(stateDir)) if (name.endsWith(".tmp")) rmSync(join(stateDir, name));
    const snapshots = this.#generations("snapshot");
    const base = snapshots.at(-1) ?? 0;
    if (snapshots.length > 0) this.#snapshotBytes = this.#read(this.#path("snapshot", base)).wholeBytes;
    const journals = this.#generations("journal").filter((generation) => generation >= base);
    for (const generation of journals)
      this.#bytes += this.#read(this.#path("journal", generation)).wholeBytes;
    this.#generation = journals.at(-1) ?? base;
    this.#file = this.#openForAppend(this.#generation);
    this.#forgetBefore(base);
  }

  commit(line: string | null, written: () => void): void {
    // Whatever is still under way was not answered: it is as if it had been killed.
    if (this.#closed) return;
    if (line === null && this.#lines.length === 0) return written();
    if (line !== null) this.#lines.push(line);
    this.#waiting.push(written);
    if (this.#flushing) return;
    this.#flushing = true;
    setImmediate(() => this.#flush());
  }

  startOver(): void {
    this.#flush();
    closeSync(this.#file);
    this.#compacting = null;
    this.#generation += 1;
    const snapshot = this.#path("snapshot", this.#generation);
    this.#snapshotBytes = writeLines(snapshot, this.#state.lines(snapshotRowsPerLine));
    this.#forgetBefore(this.#generation);
    this.#bytes = 0;
    this.#file = this.#openForAppend(this.#generation);
  }

  close(): void {
    this.#flush();
    this.#closed = true;
    this.#compacting = null;
    closeSync(this.#file);
  }

  #flush(): void {
    this.#flushing = false;
    if (this.#closed) return;
    const [lines, waiting] = [this.#lines, this.#waiting];
    this.#lines = [];
    this.#waiting = [];
    if (lines.length > 0) this.#bytes += writeWhole(this.#file, `${lines.join("\n")}\n`);
    for (const written of waiting) written();
    if (this.#compacting === null && this.#bytes > Math.max(this.#compactAfterBytes, this.#snapshotBytes)) {
      this.#beginCompaction();
    }
  }

  /** New lines go to the next journal from here on, while the snapshot before it is written in slices. */
  #beginCompaction(): void {
    closeSync(this.#file);
    this.#generation += 1;
    this.#file = this.#openForAppend(this.#generation);
    this.#bytes = 0;
    const unfinished = join(this.#dir, `snapshot-${this.#generation}.tmp`);
    const file = openSync(unfinished, "w");
    const lines = this.#state.lines(snapshotRowsPerLine);
    this.#compacting = lines;
    let bytes = 0;
    const writeSlice = (): void => {
      if (this.#compacting !== lines) return closeSync(file);
      for (let count = 0; count < snapshotLinesPerTurn; count += 1) {
        const next = lines.next();
        if (next.done === true) {
          closeSync(file);
          renameSync(unfinished, this.#path("snapshot", this.#generation));
          this.#snapshotBytes = bytes;
          this.#compacting = null;
          return this.#forgetBefore(this.#generation);
        }
        bytes += writeWhole(file, `${next.value}\n`);
      }
      setImmediate(writeSlice);
    };
    writeSlice();
  }

  #forgetBefore(generation: number): void {
    for (const kind of ["journal", "snapshot"] as const) {
      for (const old of this.#generations(kind)) if (old < generation) rmSync(this.#path(kind, old));
    }
  }

  #generations(kind: "journal" | "snapshot"): number[] {
    const pattern = new RegExp(`^${kind}-(\\d+)\\.jsonl$`);
    return readdirSync(this.#dir)
      .flatMap((name) => pattern.exec(name)?.[1] ?? [])
      .map(Number)
      .toSorted((a, b) => a - b);
  }

  #path(kind: "journal" | "snapshot", generation: number): string {
    return join(this.#dir, `${kind}-${generation}.jsonl`);
  }

  /** Cuts off a last line that a kill has torn, so that the next line starts on its own. */
  #openForAppend(generation: number): number {
    const path = this.#path("journal", generation);
    const file = openSync(path, "a+");
    if (statSync(path).size > 0)
      ftruncateSync(
        file,
        readLines(path, () => {}),
      );
    return file;
  }

  #read(path: string): { readonly wholeBytes: number } {
    return { wholeBytes: readLines(path, (line) => this.#state.applyLine(line)) };
  }
}
