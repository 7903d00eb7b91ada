import type { SettingsRow } from "./state/rows.ts";
import type { State } from "./state/state.ts";

export const secondMs = 1000;
export const dayMs = 24 * 60 * 60 * secondMs;

/**
 * The simulator's own clock: the clock it was started with, advanced or made to stand over HTTP. Settlement,
 * key expiry and webhook retries happen on it. It never goes back, so `created` never decreases.
 */
export class Clock {
  readonly #base: () => Date;
  readonly #state: State;
  #latestMs = 0;
  #pinnedMs: number | null = null;

  constructor(base: () => Date, state: State) {
    this.#base = base;
    this.#state = state;
    this.reset();
  }

  /** After the state was replaced: no earlier than the newest of what it has. */
  reset(): void {
    const { ledger, events, accounts } = this.#state;
    const newest = [ledger.at(-1), events.rows.at(-1), accounts.rows.at(-1)].map((row) => row?.created ?? 0);
    this.#latestMs = Math.max(...newest) * secondMs;
  }

  nowMs(): number {
    this.#latestMs = Math.max(this.#latestMs, this.#pinnedMs ?? this.aheadMs());
    return this.#latestMs;
  }

  /** How far the clock may go; until whatever is due before has happened, nobody should see it there. */
  aheadMs(): number {
    const settings = this.#state.settings.get("settings");
    const baseMs = this.#base().getTime();
    if (settings === undefined) return baseMs;
    if (settings.clockStandsAtMs !== null) return settings.clockStandsAtMs;
    const { clockOffsetMs, clockSpeed, clockSpeedSinceMs } = settings;
    return Math.floor(baseMs + clockOffsetMs + (baseMs - clockSpeedSinceMs) * (clockSpeed - 1));
  }

  /** Runs what was due at an instant of the past as if it were that instant, but never before what was already seen. */
  during(pastMs: number, run: () => void): void {
    this.#pinnedMs = pastMs;
    try {
      run();
    } finally {
      this.#pinnedMs = null;
    }
  }

  /** Unix seconds, as in `created`. */
  nowSeconds(): number {
    return Math.floor(this.nowMs() / secondMs);
  }

  advanceBy(byMs: number): void {
    const settings = settingsOf(this.#state);
    if (settings.clockStandsAtMs === null) settings.clockOffsetMs += byMs;
    else settings.clockStandsAtMs += byMs;
    this.#state.settings.put(settings);
  }

  stand(): void {
    const settings = settingsOf(this.#state);
    settings.clockStandsAtMs ??= this.nowMs();
    this.#state.settings.put(settings);
  }

  run(): void {
    const { clockSpeed, clockStandsAtMs } = settingsOf(this.#state);
    if (clockStandsAtMs !== null) this.#runFrom(clockStandsAtMs, clockSpeed);
  }

  /** How many simulated seconds a second takes, from now on, or once the clock runs. */
  setSpeed(speed: number): void {
    const settings = settingsOf(this.#state);
    if (settings.clockStandsAtMs === null) return this.#runFrom(this.aheadMs(), speed);
    settings.clockSpeed = speed;
    this.#state.settings.put(settings);
  }

  #runFrom(shownMs: number, speed: number): void {
    const baseMs = this.#base().getTime();
    this.#state.settings.put(
      Object.assign(settingsOf(this.#state), {
        clockOffsetMs: shownMs - baseMs,
        clockStandsAtMs: null,
        clockSpeed: speed,
        clockSpeedSinceMs: baseMs,
      }),
    );
  }
}

/** The settings, or what they are before anyone changed them. */
export function settingsOf(state: State): SettingsRow {
  return (
    state.settings.get("settings") ?? {
      id: "settings" as const,
      clockOffsetMs: 0,
      clockStandsAtMs: null,
      clockSpeed: 1,
      clockSpeedSinceMs: 0,
      refuseV1Accounts: false,
      platformRefusal: null,
      v1AccountsVisibleInV2AfterSeconds: 0,
    }
  );
}
