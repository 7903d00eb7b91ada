import { contractWatch } from "@payrun/stripe-contract";
import { startStripeSimulator } from "@payrun/stripe-simulator";
import { expect, onTestFinished } from "vitest";
import { createProvider, freezeTransfer, type Provider } from "../src/index.ts";

export type SimulatedStripe = {
  readonly url: string;
  readonly provider: Provider;
  /** The simulator's own API. */
  readonly control: (method: string, path: string, body?: object) => Promise<Record<string, unknown>>;
  readonly advanceDays: (days: number) => Promise<void>;
  /** Sends USD and gives the transfer's id. */
  readonly transfer: (payoutItemId: string, accountId: string, amountMinor: bigint) => Promise<string>;
};

/** Its clock stands here until it is advanced: weekends, on which no bank works, are where the test expects them. */
const monday = new Date("2026-11-02T10:00:00Z");

/** A simulator of the test's own, with funds, whose every exchange is held against Stripe's contract. */
export async function simulatedStripe(): Promise<SimulatedStripe> {
  const contract = await contractWatch();
  const simulator = await startStripeSimulator({
    port: 0,
    stateDir: null,
    transfersPerSecond: Infinity,
    platformAccountId: "acct_payrun",
    ...contract.observers,
    now: () => monday,
  });
  const provider = createProvider({
    secretKey: "sk_test_payrun",
    apiBase: new URL(simulator.url),
    mode: "simulator",
    timeoutMs: 15_000,
  });
  onTestFinished(async () => {
    provider.close();
    await simulator.close();
    contract.expectNone();
  });
  const control = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${simulator.url}/__simulator${path}`, {
      method,
      headers: { "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    expect(response.ok, await response.clone().text()).toBe(true);
    return (await response.json()) as Record<string, unknown>;
  };
  await control("POST", "/balance", { add: { usd: 1_000_000 } });
  return {
    url: simulator.url,
    provider,
    control,
    advanceDays: async (days) => {
      await control("POST", "/clock", { advanceSeconds: days * 86_400 });
    },
    transfer: async (payoutItemId, destinationAccountId, amountMinor) => {
      const frozen = freezeTransfer({
        payoutItemId,
        payoutBatchId: "batch_1",
        attemptNo: 1,
        amountMinor,
        currency: "USD",
        destinationAccountId,
      });
      const idempotencyKey = `payrun_simulator_${payoutItemId}_1`;
      const { answer } = await provider.submitTransfer({ frozen, idempotencyKey });
      if (answer.kind !== "transfer") throw new Error(JSON.stringify(answer));
      return answer.transferId;
    },
  };
}
