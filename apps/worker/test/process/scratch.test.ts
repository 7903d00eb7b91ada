import { test } from "vitest";
test("by hand", async () => { await import("./by-hand.ts"); }, 120_000);
