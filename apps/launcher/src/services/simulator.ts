import { setTimeout as sleep } from "node:timers/promises";

/** Whether a Stripe simulator, and nothing else, answers there. */
export async function isSimulator(apiBase: URL): Promise<boolean> {
  try {
    const response = await fetch(new URL("/__simulator", apiBase), { signal: AbortSignal.timeout(5_000) });
    const summary: unknown = await response.json();
    return typeof summary === "object" && summary !== null && "platformAccountId" in summary;
  } catch {
    return false;
  }
}

/** @throws when the simulator does not answer in time. */
export async function untilSimulatorAnswers(
  apiBase: URL,
  { timeoutMs }: { readonly timeoutMs: number },
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await isSimulator(apiBase))) {
    if (performance.now() > deadline)
      throw new Error(`The Stripe simulator does not answer at ${apiBase.origin}.`);
    await sleep(50);
  }
}

/** Has the simulator send the platform's events, and those of connected accounts, to the API. */
export async function registerWebhooks(
  apiBase: URL,
  apiUrl: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const endpoints = [
    { url: `${apiUrl}/webhooks/stripe`, secret: environment["STRIPE_WEBHOOK_SECRET"], connect: false },
    {
      url: `${apiUrl}/webhooks/stripe-connect`,
      secret: environment["STRIPE_CONNECT_WEBHOOK_SECRET"],
      connect: true,
    },
  ];
  for (const endpoint of endpoints) {
    const response = await fetch(new URL("/__simulator/webhook-endpoints", apiBase), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(endpoint),
    });
    if (!response.ok)
      throw new Error(`The Stripe simulator refused the webhook ${endpoint.url}: ${await response.text()}`);
  }
}
