import { SingleBar } from "cli-progress";

/** Tells a person what goes on: a bar on a terminal, plain lines elsewhere. */
export type ProgressDisplay = {
  /** A line that stays. */
  readonly line: (text: string) => void;
  /** What went wrong, on the error stream. */
  readonly fail: (reason: string) => void;
  /** How far something is. */
  readonly progress: (what: string, done: number, total: number) => void;
  /** Ends the bar, so that lines can follow. */
  readonly end: () => void;
};

/** Between two plain lines about the same thing. */
const plainEveryMs = 2_000;
/** The rate is that of the last seconds. */
const rateOverMs = 5_000;

type Shown = Omit<ProgressDisplay, "fail">;

export function createProgressDisplay(
  stream: NodeJS.WriteStream,
  errors: NodeJS.WritableStream,
): ProgressDisplay {
  const shown = stream.isTTY ? barDisplay(stream) : plainDisplay(stream);
  const fail = (reason: string): void => {
    shown.end();
    errors.write(`payrun: ${reason}\n`);
  };
  return { ...shown, fail };
}

function barDisplay(stream: NodeJS.WriteStream): Shown {
  let bar: { readonly what: string; readonly drawn: SingleBar; readonly meter: Meter } | null = null;
  const end = (): void => {
    bar?.drawn.stop();
    bar = null;
  };
  return {
    end,
    line(text) {
      end();
      stream.write(`${text}\n`);
    },
    progress(what, done, total) {
      if (total === 0) return;
      if (bar?.what !== what) {
        end();
        const format = "{what} |{bar}| {value}/{total}  {rate}/s  ETA {left}";
        const drawn = new SingleBar({ format, stream, barsize: 30, hideCursor: true, emptyOnZero: true });
        drawn.start(total, done, { what, rate: "-", left: "-" });
        bar = { what, drawn, meter: createMeter() };
      }
      const { rate, secondsLeft } = bar.meter(done, total);
      bar.drawn.setTotal(total);
      bar.drawn.update(done, {
        what,
        rate: rate.toFixed(0),
        left: secondsLeft === null ? "-" : `${secondsLeft} s`,
      });
    },
  };
}

function plainDisplay(stream: NodeJS.WriteStream): Shown {
  let last = { what: "", done: -1, at: 0, meter: createMeter() };
  return {
    end: () => undefined,
    line: (text) => void stream.write(`${text}\n`),
    progress(what, done, total) {
      const now = performance.now();
      const isNew = what !== last.what;
      if (isNew) last = { what, done: -1, at: 0, meter: createMeter() };
      const { rate, secondsLeft } = last.meter(done, total);
      const isDone = done === total && done !== last.done;
      if (total === 0 || done === last.done || !(isNew || isDone || now - last.at > plainEveryMs)) return;
      last = { ...last, done, at: now };
      const speed = secondsLeft === null ? "" : `, ${rate.toFixed(0)}/s, ${secondsLeft} s left`;
      stream.write(`${what}: ${done} of ${total}${speed}\n`);
    },
  };
}

type Meter = (done: number, total: number) => { readonly rate: number; readonly secondsLeft: number | null };

function createMeter(): Meter {
  let samples: { readonly at: number; readonly done: number }[] = [];
  return (done, total) => {
    const at = performance.now();
    samples = [...samples.filter((sample) => at - sample.at <= rateOverMs), { at, done }];
    const [first = { at, done }] = samples;
    const rate = at > first.at ? ((done - first.done) * 1000) / (at - first.at) : 0;
    return { rate, secondsLeft: rate > 0 ? Math.ceil((total - done) / rate) : null };
  };
}
