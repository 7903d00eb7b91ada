import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { controlApi } from "./control/control-api.ts";
import { endpoints } from "./endpoints.ts";
import { serve } from "./http-server.ts";
import { router } from "./protocol/router.ts";
import { StripeApi } from "./protocol/stripe-api.ts";
import { objectLookup } from "./object-lookup.ts";
import { renderTransferAsCreated } from "./transfers/render-transfer.ts";
import { World } from "./world.ts";

export type StripeSimulatorOptions = {
  /** 0 takes a free port. */
  readonly port: number;
  /** `127.0.0.1` by default: there is no secret in here, and no protection either. */
  readonly host?: string;
  /** Where the state lives across restarts and SIGKILL; null keeps it in memory only. */
  readonly stateDir: string | null;
  /** Limit of `POST /v1/transfers`: 25 as at Stripe by default, `Infinity` for none. */
  readonly transfersPerSecond?: number;
  /** Limit of all POST and DELETE requests: 100 by default, never under twice the transfers. */
  readonly writesPerSecond?: number;
  /** The clock the simulator runs on until it is advanced over HTTP; the machine's by default. */
  readonly now?: () => Date;
  /** The id of the platform's own account, `GET /v1/account`. */
  readonly platformAccountId?: string;
};

export type StripeSimulator = {
  /** `http://127.0.0.1:12111` */
  readonly url: string;
  readonly port: number;
  /** Answers what is under way, writes everything, and lets go of the port. */
  close(): Promise<void>;
};

/**
 * Starts a Stripe on this machine that the official clients talk to over HTTP.
 * Rejects when the port is taken; the state is not touched before the port is held.
 */
export async function startStripeSimulator(options: StripeSimulatorOptions): Promise<StripeSimulator> {
  const { port, host = "127.0.0.1", stateDir, transfersPerSecond = 25, now = () => new Date() } = options;
  const server = createServer({ keepAliveTimeout: 65_000 });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const world = new World({
    stateDir,
    now,
    limits: {
      transfersPerSecond,
      writesPerSecond: options.writesPerSecond ?? Math.max(100, 2 * transfersPerSecond),
    },
    platformAccountId: options.platformAccountId ?? "acct_1SimPlatform0000",
  });
  const stripe = new StripeApi({
    world,
    route: router(endpoints),
    lookup: objectLookup(world.state),
    renderSavedTransfer: (id) => {
      const row = world.state.transfers.get(id);
      if (row === undefined) throw new Error(`A saved answer names the unknown transfer ${id}`);
      return JSON.stringify(renderTransferAsCreated(row));
    },
  });
  const control = controlApi(world);
  serve(server, async (request) => (await control(request)) ?? stripe.answer(request));
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host}:${address.port}`,
    port: address.port,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 2000).unref())]);
      server.closeAllConnections();
      world.close();
    },
  };
}
