import { mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { readLines, writeLines } from "./line-file.ts";

/** A state that was put aside under a name. */
export type ShelvedSnapshot = { readonly name: string; readonly bytes: number };

/** Keeps whole states by name, each as the lines of `State.lines`. A name has letters, digits, `_` and `-` only. */
export type SnapshotShelf = {
  /** Replaces one of the same name. */
  save(name: string, lines: Iterable<string>): ShelvedSnapshot;
  /** Calls `take` with every line; false when there is no such snapshot. */
  read(name: string, take: (line: string) => void): boolean;
  remove(name: string): boolean;
  /** By name. */
  list(): ShelvedSnapshot[];
};

/** For a simulator without a state folder. */
export class MemoryShelf implements SnapshotShelf {
  readonly #snapshots = new Map<string, readonly string[]>();

  save(name: string, lines: Iterable<string>): ShelvedSnapshot {
    const kept = [...lines];
    this.#snapshots.set(name, kept);
    return { name, bytes: bytesOf(kept) };
  }

  read(name: string, take: (line: string) => void): boolean {
    const lines = this.#snapshots.get(name);
    for (const line of lines ?? []) take(line);
    return lines !== undefined;
  }

  remove(name: string): boolean {
    return this.#snapshots.delete(name);
  }

  list(): ShelvedSnapshot[] {
    return [...this.#snapshots]
      .map(([name, lines]) => ({ name, bytes: bytesOf(lines) }))
      .toSorted((a, b) => a.name.localeCompare(b.name));
  }
}

/** Files in `snapshots` of the state folder: `NAME.jsonl`. They outlive a reset. */
export class FileShelf implements SnapshotShelf {
  readonly #dir: string;

  constructor(stateDir: string) {
    this.#dir = join(stateDir, "snapshots");
  }

  save(name: string, lines: Iterable<string>): ShelvedSnapshot {
    mkdirSync(this.#dir, { recursive: true });
    return { name, bytes: writeLines(this.#path(name), lines) };
  }

  read(name: string, take: (line: string) => void): boolean {
    if (!this.#has(name)) return false;
    readLines(this.#path(name), take);
    return true;
  }

  remove(name: string): boolean {
    const isThere = this.#has(name);
    if (isThere) rmSync(this.#path(name));
    return isThere;
  }

  list(): ShelvedSnapshot[] {
    return this.#names()
      .toSorted()
      .map((name) => ({ name, bytes: statSync(this.#path(name)).size }));
  }

  #has(name: string): boolean {
    return this.#names().includes(name);
  }

  #names(): string[] {
    mkdirSync(this.#dir, { recursive: true });
    return readdirSync(this.#dir).flatMap((file) => /^([\w-]+)\.jsonl$/.exec(file)?.[1] ?? []);
  }

  #path(name: string): string {
    return join(this.#dir, `${name}.jsonl`);
  }
}

function bytesOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
}
