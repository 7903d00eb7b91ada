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
    const latest = Math.max(
      state.ledger.at(-1)?.created ?? 0,
      state.events.rows.at(-1)?.created ?? 0,
      state.accounts.rows.at(-1)?.created ?? 0,
    );
    this.#latestMs = latest * secondMs;
  }

  nowMs(): number {
    this.#latestMs = Math.max(this.#latestMs, this.#pinnedMs ?? this.aheadMs());
    return this.#latestMs;
  }

  /** How far the clock may go; until whatever is due before has happened, nobody should see it there. */
  aheadMs(): number {
    const settings = this.#state.settings.get("settings");
    return settings?.clockStandsAtMs ?? this.#base().getTime() + (settings?.clockOffsetMs ?? 0);
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

  /** How far the simulator's clock is from the one it was started with. */
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
    const settings = settingsOf(this.#state);
    if (settings.clockStandsAtMs === null) return;
    settings.clockOffsetMs = settings.clockStandsAtMs - this.#base().getTime();
    settings.clockStandsAtMs = null;
    this.#state.settings.put(settings);
  }

  reset(): void {
    this.#latestMs = 0;
  }
}

/** The settings, or what they are before anyone changed them. */
export function settingsOf(state: State) {
  return (
    state.settings.get("settings") ?? {
      id: "settings" as const,
      clockOffsetMs: 0,
      clockStandsAtMs: null,
      refuseV1Accounts: false,
      platformRefusal: null,
      v1AccountsVisibleInV2AfterSeconds: 0,
    }
  );
}
