import { simulate, type TestSimulator } from "./simulator.ts";

export const secret = "whsec_simulator";

/** A simulator whose clock stands, and which tells `url` of top-ups. */
export async function telling(url: string, settings: Record<string, unknown> = {}): Promise<TestSimulator> {
  const simulator = await simulate();
  await simulator.control("POST", "/clock", { stands: true });
  await simulator.control("POST", "/webhook-settings", settings);
  await simulator.control("POST", "/webhook-endpoints", { url, secret, enabledEvents: ["topup.created"] });
  return simulator;
}

/** The number of attempts so far, once none is under way. */
export async function attempts({ control }: TestSimulator): Promise<number> {
  const { counts } = (await control("GET", "/deliveries")) as {
    counts: { delivered: number; failed: number };
  };
  return counts.delivered + counts.failed;
}

export async function advance({ control }: TestSimulator, advanceSeconds: number): Promise<void> {
  await control("POST", "/clock", { advanceSeconds });
}

export async function topUp({ stripe }: TestSimulator): Promise<string> {
  return (await stripe.topups.create({ amount: 1, currency: "usd" })).id;
}
