import { onTestFinished } from "vitest";
import { createProvider, type Provider, type ProviderOptions } from "../src/index.ts";
import { startFaultServer, timeoutMsFor, type FaultServer, type Reaction } from "./fault-server.ts";

/** A provider whose Stripe answers the n-th request with the n-th reaction; both are gone after the test. */
export async function stripeThat(
  reactions: readonly Reaction[],
  options: Partial<ProviderOptions> = {},
): Promise<{ readonly server: FaultServer; readonly provider: Provider }> {
  const server = await startFaultServer(...reactions);
  const provider = createProvider({
    secretKey: "sk_test_payrun",
    apiBase: server.url,
    mode: "simulator",
    timeoutMs: timeoutMsFor(reactions),
    ...options,
  });
  onTestFinished(async () => {
    provider.close();
    await server.close();
  });
  return { server, provider };
}

export function answers(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = { "request-id": "req_1" },
): Reaction {
  return { do: "answer", status, headers, body: typeof body === "string" ? body : JSON.stringify(body) };
}

/** An error object of the v1 API. */
export function refuses(status: number, error: object): Reaction {
  return answers(status, { error: { type: "invalid_request_error", message: "No.", ...error } });
}

/** An error object of the v2 API, which has no type. */
export function refusesV2(status: number, code: string, message = "No."): Reaction {
  return answers(status, { error: { code, message } });
}

export function page(hasMore: boolean, ...data: readonly unknown[]): Reaction {
  return answers(200, { object: "list", url: "/v1/x", has_more: hasMore, data });
}
