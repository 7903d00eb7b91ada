import { expect } from "vitest";

/** Expects of what `read` gives in the end: deliveries leave after the request that caused them was answered. */
export function eventually<T>(read: () => T): ReturnType<typeof expect.poll<T>> {
  return expect.poll(read, { interval: 5, timeout: 4000 });
}
