import { createServer, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { runDue } from "./agenda/run-due.ts";
import { controlApi } from "./control/control-api.ts";
import { endpoints } from "./endpoints.ts";
import { renderEvent } from "./events/render-event.ts";
import { serve } from "./http-server.ts";
import { type RateLimits, stripeLimits, writeLimits } from "./protocol/limits/rate-limits.ts";
import { router } from "./protocol/router.ts";
import { type ObservedExchange, StripeApi } from "./protocol/stripe-api.ts";
import { onboardingPages } from "./onboarding/onboarding-pages.ts";
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
  /**
   * All limits at once instead of the two above: what Stripe documents for an account in live mode or in a sandbox, or any
   * others. Reads and other endpoints have none by default, so that test suites are not slowed down.
   */
  readonly limits?: "live" | "sandbox" | Partial<RateLimits>;
  /** The clock the simulator runs on until it is advanced over HTTP; the machine's by default. */
  readonly now?: () => Date;
  /** Where browsers reach the hosted pages; `url` by default. */
  readonly publicUrl?: string;
  /** Told of every call of Stripe's API and its answer, before the answer goes out; faults that cut or garble it aside. */
  readonly observe?: (exchange: ObservedExchange) => void;
  /** Told of every snapshot event as it is recorded, also when nobody reads or receives it. */
  readonly observeEvent?: (body: string) => void;
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

const drainMsMax = 2000;

/**
 * Starts a Stripe on this machine that the official clients talk to over HTTP.
 * Rejects when the port is taken, before the state is touched, and when the state cannot be read.
 */
export async function startStripeSimulator(options: StripeSimulatorOptions): Promise<StripeSimulator> {
  const { port, host = "127.0.0.1" } = options;
  const server = createServer({ keepAliveTimeout: 65_000 });
  const connections = connectionsOf(server);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  try {
    const world = worldOf(options);
    const stripe = stripeApi(world, options.observe ?? null);
    const { observeEvent } = options;
    if (observeEvent !== undefined)
      world.onEvent = (event) => observeEvent(JSON.stringify(renderEvent(world.state, event)));
    const control = controlApi(world);
    const address = server.address() as AddressInfo;
    const url = `http://${host}:${address.port}`;
    world.publicUrl = options.publicUrl ?? url;
    const pages = onboardingPages(world);
    serve(
      server,
      async (request) => (await control(request)) ?? (await pages(request)) ?? stripe.answer(request),
    );
    // Funds become available, and their event is sent, also when nobody asks.
    const settling = setInterval(() => {
      runDue(world);
      void world.commit();
    }, 1000).unref();
    const stop = async (): Promise<void> => {
      await drain(server, connections);
      clearInterval(settling);
      world.close();
    };
    let stopped: Promise<void> | null = null;
    return { url, port: address.port, close: () => (stopped ??= stop()) };
  } catch (error) {
    await drain(server, connections);
    throw error;
  }
}

function worldOf(options: StripeSimulatorOptions): World {
  const { stateDir, now = () => new Date() } = options;
  return new World({
    stateDir,
    now,
    limits: limitsOf(options),
    platformAccountId: options.platformAccountId ?? "acct_1SimPlatform0000",
  });
}

function limitsOf({ limits, transfersPerSecond = 25, writesPerSecond }: StripeSimulatorOptions): RateLimits {
  if (typeof limits === "string") return stripeLimits[limits];
  return { ...writeLimits({ transfersPerSecond, writesPerSecond }), ...limits };
}

function stripeApi(world: World, observe: ((exchange: ObservedExchange) => void) | null): StripeApi {
  return new StripeApi({
    world,
    observe,
    find: router(endpoints),
    lookup: objectLookup(world.state),
    renderSavedTransfer: (id) => {
      const row = world.state.transfers.get(id);
      if (row === undefined) throw new Error(`A saved answer names the unknown transfer ${id}`);
      return JSON.stringify(renderTransferAsCreated(row));
    },
  });
}

function connectionsOf(server: Server): ReadonlySet<Socket> {
  const open = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
  });
  return open;
}

/** Takes no new requests, and waits for those under way; silenced ones are cut off in the end. */
async function drain(server: Server, connections: ReadonlySet<Socket>): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  // Browsers open connections in advance; Node does not count as idle what never asked anything.
  for (const socket of connections) if (socket.bytesRead === 0) socket.destroy();
  await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, drainMsMax).unref())]);
  server.closeAllConnections();
}
