import { setTimeout as sleep } from "node:timers/promises";
import { describeEnd, lastWords, startChild, type Child, type ChildOptions } from "./child-process.ts";

export type KeptChild = {
  readonly name: string;
  /** The process that runs now. */
  readonly current: () => Child;
  readonly stop: () => Promise<void>;
};

export type KeepOptions = ChildOptions & {
  readonly onStart: (child: Child) => void;
  /** One line for the terminal. */
  readonly onTrouble: (line: string) => void;
  /** It dies as soon as it starts: nothing helps any more. */
  readonly onGiveUp: (reason: string) => void;
};

/** A process that ends within this time of its start has not come up. */
const earlyMs = 5_000;
const earlyEndsMax = 4;
const pauseMs = 250;

/**
 * Starts a child and starts it again whenever it ends unasked. One that never comes up is given up after 4 tries in a
 * row: then its own last words say why.
 */
export function keepRunning(options: KeepOptions): KeptChild {
  const { name, onStart, onTrouble, onGiveUp } = options;
  let stopping = false;
  let earlyEnds = 0;
  let child = start();

  function start(): Child {
    const started = startChild(options);
    onStart(started);
    void follow(started, performance.now());
    return started;
  }

  async function follow({ ended }: Child, startedAt: number): Promise<void> {
    const end = await ended;
    if (stopping) return;
    earlyEnds = performance.now() - startedAt < earlyMs ? earlyEnds + 1 : 0;
    const what = `The ${name} ${describeEnd(end)}`;
    if (earlyEnds >= earlyEndsMax) {
      onGiveUp(`${what}, again and again: ${lastWords(options.logFile)}`);
      return;
    }
    onTrouble(`${what}; starting it again.`);
    await sleep(pauseMs * 2 ** earlyEnds);
    if (!stopping) child = start();
  }

  return {
    name,
    current: () => child,
    stop: async () => {
      stopping = true;
      await child.stop();
    },
  };
}
