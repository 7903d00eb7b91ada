import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { startStripeSimulator } from "../src/index.ts";

describe("a simulator that is closed", () => {
  test("may be closed again", async () => {
    const simulator = await startStripeSimulator({ port: 0, stateDir: null });
    await Promise.all([simulator.close(), simulator.close()]);
    await simulator.close();
    await expect(fetch(simulator.url)).rejects.toThrow("fetch failed");
  });

  test("waits for no connection that a browser opened in advance and never used", async () => {
    const simulator = await startStripeSimulator({ port: 0, stateDir: null });
    const socket = connect(simulator.port, "127.0.0.1");
    onTestFinished(() => void socket.destroy());
    await once(socket, "connect");
    // The connection is known on the other side too once a later one was answered.
    await fetch(simulator.url);
    const startedMs = performance.now();
    await simulator.close();
    expect(performance.now() - startedMs).toBeLessThan(1000);
  });
});
