import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";

export type Listener = {
  /** False: what is said meanwhile is not heard; look for yourself. */
  readonly isUp: () => boolean;
  readonly close: () => Promise<void>;
};

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;

/**
 * Listens on a channel over a connection of its own, and connects again, ever more patiently, when that is lost. What was
 * said while it was away is gone: `heard` is called once after each connect, too.
 */
export function listen(url: string, channel: string, heard: () => void): Listener {
  let client: Client | null = null;
  let up = false;
  const closed = new AbortController();

  async function once(): Promise<void> {
    const own = new Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: 10_000 });
    client = own;
    const lost = new Promise<void>((resolve) => {
      own.on("error", () => resolve());
      own.on("end", () => resolve());
    });
    try {
      await own.connect();
      own.on("notification", heard);
      await own.query(`LISTEN "${channel}"`);
      up = true;
      heard();
      await lost;
    } finally {
      up = false;
      client = null;
      await own.end().catch(() => undefined);
    }
  }

  async function stay(): Promise<void> {
    let pauseMs = FIRST_PAUSE_MS;
    while (!closed.signal.aborted) {
      await once().then(
        () => (pauseMs = FIRST_PAUSE_MS),
        () => (pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)),
      );
      await delay(pauseMs, undefined, { signal: closed.signal }).catch(() => undefined);
    }
  }

  const staying = stay();
  return {
    isUp: () => up,
    close: async () => {
      closed.abort();
      await client?.end().catch(() => undefined);
      await staying;
    },
  };
}
