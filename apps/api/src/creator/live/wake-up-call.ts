/** Lets one waiter sleep until somebody rings, or for a time. A ring while nobody waits is not lost. */
export type WakeUpCall = {
  readonly ring: () => void;
  /** Until the next ring since the last `heard`, or this long. */
  readonly heard: (timeoutMs: number) => Promise<void>;
  /** This long, ring or not. */
  readonly pause: (ms: number) => Promise<void>;
};

export function wakeUpCall(): WakeUpCall {
  let rung = false;
  let wake = (): void => undefined;
  return {
    ring: () => {
      rung = true;
      wake();
    },
    heard: async (timeoutMs) => {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, timeoutMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      rung = false;
    },
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  };
}
