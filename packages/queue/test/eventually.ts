import { vi } from "vitest";

/** Until it no longer throws, 10 s at most: the machine that runs this may be busy. */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: 10_000, interval: 20 });
}
