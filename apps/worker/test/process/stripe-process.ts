import { mkdirSync } from "node:fs";
import { startProgram, type Program } from "./start-program.ts";
import { until } from "./until.ts";

const simulatorMain = new URL("../../../../packages/stripe-simulator/src/main.ts", import.meta.url);
const READY_MS = 30_000;

export type TransferAtStripe = {
  readonly destination: string;
  readonly amount: number;
  readonly currency: string;
};

/** The Stripe simulator as a process, its state on disk. Asked over HTTP alone, as anybody outside would. */
export type StripeProcess = {
  readonly url: string;
  readonly start: () => Promise<void>;
  /** Ends at once; what it has answered is on disk. */
  readonly end: () => Promise<void>;
  readonly control: (method: string, path: string, body?: unknown) => Promise<unknown>;
  /** How many transfers it has. */
  readonly transferCount: () => Promise<number>;
  /** Every transfer, by Stripe's own list. */
  readonly transfers: () => Promise<readonly TransferAtStripe[]>;
};

export function stripeProcess(stateDir: string, transfersPerSecond: number): StripeProcess {
  // The first start takes whatever port is free, the ones after it the same: a port that is only looked up beforehand can
  // be somebody else's by the time the simulator listens.
  let port = 0;
  let program: Program | null = null;

  async function ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(urlOf(port) + path, {
      method,
      headers: { "content-type": "application/json", authorization: "Bearer sk_test_x" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }

  return {
    get url() {
      return urlOf(port);
    },
    start: async () => {
      mkdirSync(stateDir, { recursive: true });
      const started = startProgram(simulatorMain, stateDir, {
        STRIPE_SIMULATOR_PORT: String(port),
        STRIPE_SIMULATOR_STATE_DIR: stateDir,
        STRIPE_REQUESTS_PER_SECOND: String(transfersPerSecond),
        STRIPE_SIMULATOR_CONTRACT_REPORT: process.env["STRIPE_SIMULATOR_CONTRACT_REPORT"] ?? "",
      });
      program = started;
      port = await until("the simulator listens", READY_MS, () => portIn(started.lines));
      await until("the simulator answers", READY_MS, () => ask("GET", "/__simulator"));
    },
    end: async () => {
      await program?.end("SIGKILL");
    },
    control: (method, path, body) => ask(method, `/__simulator${path}`, body),
    transferCount: async () => {
      const { transfers } = (await ask("GET", "/__simulator/stats")) as {
        transfers: Record<string, { count: number }>;
      };
      return Object.values(transfers).reduce((sum, { count }) => sum + count, 0);
    },
    transfers: async () => {
      const all: (TransferAtStripe & { readonly id: string })[] = [];
      for (;;) {
        const last = all.at(-1);
        const after = last ? `&starting_after=${last.id}` : "";
        const page = (await ask("GET", `/v1/transfers?limit=100${after}`)) as {
          data: typeof all;
          has_more: boolean;
        };
        all.push(...page.data);
        if (!page.has_more) return all;
      }
    },
  };
}

function urlOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}

/** The port that the simulator says it listens on; null before it does. */
function portIn(lines: readonly string[]): number | null {
  const port = lines.join("\n").match(/listens on http:\/\/[^:]+:(\d+)/)?.[1];
  return port === undefined ? null : Number(port);
}
