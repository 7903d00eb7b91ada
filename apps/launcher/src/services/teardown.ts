/** What has been started, to be stopped in the reverse order. */
export type Teardown = {
  readonly add: (what: string, stop: () => Promise<unknown>) => void;
  /** Stops everything, once, whatever fails; tells what did. A second call waits for the first. */
  readonly run: () => Promise<void>;
};

export function createTeardown(onTrouble: (line: string) => void): Teardown {
  const started: { what: string; stop: () => Promise<unknown> }[] = [];
  let running: Promise<void> | null = null;
  const stopAll = async (): Promise<void> => {
    for (let last = started.pop(); last !== undefined; last = started.pop()) {
      const { what, stop } = last;
      await stop().catch((error: unknown) => onTrouble(`${what} did not stop cleanly: ${String(error)}`));
    }
  };
  return {
    add: (what, stop) => void started.push({ what, stop }),
    run: () => (running ??= stopAll()),
  };
}
