import { createServer } from "node:net";
import { freePort } from "@payrun/embedded";

/**
 * The usual port, or a free one when something else has it. A port that the operator asked for is never exchanged.
 *
 * @throws when the port that was asked for is taken.
 */
export async function choosePort(
  variable: string,
  { wanted, asked }: { readonly wanted: number; readonly asked: boolean },
): Promise<number> {
  if (await isFree(wanted)) return wanted;
  if (asked)
    throw new Error(`${variable}=${wanted} is taken by another program. Stop that, or choose another port.`);
  return freePort();
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen({ port, host: "127.0.0.1", exclusive: true }, () => probe.close(() => resolve(true)));
  });
}
