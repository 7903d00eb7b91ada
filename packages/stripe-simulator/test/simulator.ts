import { contractWatch } from "@payrun/stripe-contract";
import Stripe from "stripe";
import { expect, onTestFinished } from "vitest";
import { startStripeSimulator, type StripeSimulator, type StripeSimulatorOptions } from "../src/index.ts";

export const testKey = "sk_test_simulator1234";

export type TestSimulator = StripeSimulator & {
  readonly stripe: Stripe;
  /** A form POST, or a GET without a body, as any HTTP client would send it. */
  readonly call: (path: string, form?: string, headers?: Record<string, string>) => Promise<Answer>;
  /** The simulator's own API. */
  readonly control: (method: string, path: string, body?: unknown) => Promise<Record<string, unknown>>;
  /** An account that can be paid. */
  readonly readyAccount: (facts?: Record<string, unknown>) => Promise<string>;
};

export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: Record<string, unknown>;
  readonly error: {
    readonly type?: string;
    readonly code?: string;
    readonly param?: string;
    readonly message?: string;
  };
};

export function stripeFor(simulator: { readonly port: number }, key = testKey): Stripe {
  return new Stripe(key, {
    host: "127.0.0.1",
    port: simulator.port,
    protocol: "http",
    maxNetworkRetries: 0,
    telemetry: false,
  });
}

/**
 * A simulator of the test's own, gone when the test is over; without rate limits unless given. The test fails when an
 * answer was not as the official client's types say.
 */
export async function simulate(options: Partial<StripeSimulatorOptions> = {}): Promise<TestSimulator> {
  const watch = await contractWatch();
  const simulator = await startStripeSimulator({
    port: 0,
    stateDir: null,
    transfersPerSecond: Infinity,
    ...watch.observers,
    ...options,
  });
  onTestFinished(async () => {
    await simulator.close();
    watch.expectNone();
  });
  return around(simulator);
}

/** The same means for a simulator that runs elsewhere, such as in another process. */
export function around(simulator: StripeSimulator): TestSimulator {
  const control = async (method: string, path: string, body?: unknown): Promise<Record<string, unknown>> => {
    const answer = await fetch(`${simulator.url}/__simulator${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return (await answer.json()) as Record<string, unknown>;
  };
  return {
    ...simulator,
    stripe: stripeFor(simulator),
    control,
    call: async (path, form, headers = {}) => {
      const answer = await fetch(simulator.url + path, {
        method: form === undefined ? "GET" : "POST",
        headers: {
          Authorization: `Bearer ${testKey}`,
          ...(form === undefined ? {} : { "Content-Type": "application/x-www-form-urlencoded" }),
          ...headers,
        },
        ...(form === undefined ? {} : { body: form }),
      });
      const text = await answer.text();
      const json = JSON.parse(text) as Record<string, unknown>;
      return { status: answer.status, headers: answer.headers, text, json, error: json["error"] ?? {} };
    },
    readyAccount: async (facts = {}) => {
      const { accounts } = (await control("POST", "/accounts", { accounts: [facts] })) as {
        accounts: { id: string }[];
      };
      const id = accounts[0]?.id;
      if (id === undefined) throw new Error("No account was made");
      return id;
    },
  };
}

/** Stands for any text that matches, inside an expected object. */
export function matching(pattern: RegExp): unknown {
  return expect.stringMatching(pattern);
}

/** The id in a field that Stripe can expand to the object. */
export function idOf(field: string | { readonly id: string } | null): string {
  if (field === null) throw new Error("The field is empty");
  return typeof field === "string" ? field : field.id;
}
