import type { Database } from "@payrun/db";
import type { JobHandlers } from "@payrun/queue";

export type Gate = {
  /** Passes once the check has passed since the last lost connection; runs it when it has not. */
  readonly open: () => Promise<void>;
  /** The handlers that may send money, each behind the gate. */
  readonly handlers: JobHandlers;
};

/**
 * Puts a check before everything that sends money: it runs once at the start, and again after every lost database
 * connection, because the server that comes back may be a restored one. While it fails, jobs fail, and come again.
 */
export function handlersBehind(
  handlers: JobHandlers,
  check: () => Promise<void>,
  db: Pick<Database, "connectionsLost">,
): Gate {
  let passedAt = -1;
  let checking: Promise<void> | null = null;
  const checkNow = async (): Promise<void> => {
    const losses = db.connectionsLost();
    await check();
    passedAt = losses;
  };
  const open = async (): Promise<void> => {
    // A check that was under way when a connection was lost says nothing about the server that came back.
    while (passedAt !== db.connectionsLost()) {
      checking ??= checkNow().finally(() => {
        checking = null;
      });
      await checking;
    }
  };
  return {
    open,
    handlers: {
      ...handlers,
      "process-payout-chunk": async (payload) => {
        await open();
        await handlers["process-payout-chunk"](payload);
      },
      "resolve-unknown-transfers": async (payload) => {
        await open();
        await handlers["resolve-unknown-transfers"](payload);
      },
    },
  };
}
