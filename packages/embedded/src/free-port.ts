import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/**
 * A TCP port on 127.0.0.1 that nothing listens on. It lies below Linux's range for outgoing connections (32768 up),
 * so that a remembered port is not taken by somebody's outgoing connection while its server is down.
 */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const port = randomInt(20_000, 32_000);
    if (await isPortFree(port)) return port;
  }
  throw new Error("No free TCP port found between 20000 and 32000 on 127.0.0.1.");
}

/** Whether a server could listen on this port of 127.0.0.1 right now. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen({ port, host: "127.0.0.1", exclusive: true }, () => probe.close(() => resolve(true)));
  });
}
