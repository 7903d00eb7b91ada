import type { PayrunMode } from "@payrun/payouts-core";
import Stripe from "stripe";
import { WireClient } from "./wire-client.ts";

type StripeClientOptions = {
  /** `sk_…`, or a restricted `rk_…`. */
  readonly secretKey: string;
  /** Another server than Stripe's, e.g. `http://127.0.0.1:12111`; null for Stripe itself. */
  readonly apiBase: URL | null;
  /** Of one request, from connecting to the last byte of the answer. */
  readonly timeoutMs: number;
  readonly mode: PayrunMode;
};

/**
 * The official client, with nothing decided behind our back: no retries, no telemetry, one API version (the SDK's).
 *
 * @throws Error when key, mode and address contradict each other: a live key must never meet a simulator, and a
 *   simulator's database must never meet Stripe.
 */
export function createStripeClient(options: StripeClientOptions): {
  readonly stripe: Stripe;
  readonly wire: WireClient;
} {
  refuseContradictions(options);
  const wire = new WireClient();
  const stripe = new Stripe(options.secretKey, {
    ...(options.apiBase === null ? {} : addressOf(options.apiBase)),
    httpClient: wire,
    maxNetworkRetries: 0,
    telemetry: false,
    timeout: options.timeoutMs,
    typescript: true,
  });
  return { stripe, wire };
}

function refuseContradictions({ secretKey, apiBase, mode }: StripeClientOptions): void {
  const liveKey = /^[a-z]+_live_/.test(secretKey);
  if (liveKey !== (mode === "live")) {
    throw new Error(`Mode ${mode} does not go with a ${liveKey ? "live" : "test"} key`);
  }
  if (mode === "simulator" && apiBase === null)
    throw new Error("Mode simulator needs the simulator's address");
  if (mode === "live" && apiBase !== null)
    throw new Error("Mode live talks to Stripe itself, not to another address");
}

function addressOf(apiBase: URL): { host: string; port: string; protocol: "http" | "https" } {
  const protocol = apiBase.protocol === "http:" ? "http" : "https";
  if (apiBase.pathname !== "/" || !["http:", "https:"].includes(apiBase.protocol)) {
    throw new Error(`Not the address of a server: ${apiBase.href}`);
  }
  return {
    host: apiBase.hostname.replace(/^\[|\]$/g, ""),
    port: apiBase.port === "" ? (protocol === "http" ? "80" : "443") : apiBase.port,
    protocol,
  };
}
