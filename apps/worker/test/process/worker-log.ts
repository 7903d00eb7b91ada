import { expect } from "vitest";
import type { Program } from "./start-program.ts";
import { until } from "./until.ts";

const WARNING = 40;
const ERROR = 50;
const START_MS = 60_000;

type LogLine = { readonly level: number; readonly msg: string };

/** Until the worker has said this. @throws at once when it ended instead. */
export async function untilSays(worker: Program, message: string): Promise<void> {
  await until(`the worker says "${message}"`, START_MS, () => {
    expect(worker.exit(), worker.errorText()).toBeNull();
    return logOf(worker).some(({ msg }) => msg === message);
  });
}

/** Until the worker warns of something that it has not warned of before. */
export async function untilWarns(worker: Program, work: () => Promise<void>): Promise<void> {
  const before = warnings(worker);
  await work();
  await until("the worker notices", START_MS, () => warnings(worker) > before);
}

/** It runs, or ended well; it never cried for help, and nothing went past its log. */
export function expectCalm(worker: Program): void {
  expect(worker.errorText()).toBe("");
  expect(logOf(worker).filter(({ level }) => level >= ERROR)).toEqual([]);
}

function warnings(worker: Program): number {
  return logOf(worker).filter(({ level }) => level >= WARNING).length;
}

function logOf({ lines }: Program): readonly LogLine[] {
  return lines.map((line) => JSON.parse(line) as LogLine);
}
