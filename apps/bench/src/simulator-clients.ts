import { Agent, request } from "node:http";
import { GROUP_SIZE, groupOf, transferId } from "./simulator-ids.ts";

/** What the process that plays the clients is told, as JSON in its first argument, and answers on its standard output. */
export type ClientOrders = {
  readonly url: string;
  readonly clients: number;
  readonly seconds: number;
  readonly transfers: number;
  readonly accountIds: readonly string[];
  /** Begins every idempotency key, so that two runs do not meet. */
  readonly run: string;
};

export type ClientReport = {
  readonly requests: number;
  readonly seconds: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly notOk: number;
};

type Shot = {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly key?: string;
  readonly body?: string;
};

/** Of ten requests four pay, three look a transfer up, two list a group and one reads the balance. */
function shot({ transfers, accountIds, run }: ClientOrders, n: number): Shot {
  const known = (n * 7_919) % transfers;
  const kind = n % 10;
  if (kind < 4) {
    return {
      method: "POST",
      path: "/v1/transfers",
      key: `${run}/${n}`,
      body: `amount=10&currency=usd&destination=${accountIds[n % accountIds.length]}&transfer_group=${run}_${Math.floor(n / GROUP_SIZE)}&metadata[payout]=${n}`,
    };
  }
  if (kind < 7) return { method: "GET", path: `/v1/transfers/${transferId(known)}` };
  if (kind < 9) return { method: "GET", path: `/v1/transfers?transfer_group=${groupOf(known)}&limit=100` };
  return { method: "GET", path: "/v1/balance" };
}

function fire(agent: Agent, url: string, { method, path, key, body }: Shot): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(
      url + path,
      {
        agent,
        method,
        headers: {
          Authorization: "Bearer sk_test_bench",
          ...(key === undefined ? {} : { "Idempotency-Key": key }),
          ...(body === undefined
            ? {}
            : {
                "Content-Type": "application/x-www-form-urlencoded",
                "Content-Length": Buffer.byteLength(body),
              }),
        },
      },
      (answer) => {
        answer.resume();
        answer.on("end", () => resolve(answer.statusCode ?? 0));
        answer.on("error", reject);
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

async function play(orders: ClientOrders): Promise<ClientReport> {
  const agent = new Agent({ keepAlive: true, maxSockets: orders.clients });
  const tookMs: number[] = [];
  let next = 0;
  let notOk = 0;
  const startedMs = performance.now();
  const untilMs = startedMs + orders.seconds * 1_000;
  const client = async (): Promise<void> => {
    while (performance.now() < untilMs) {
      const sentMs = performance.now();
      const status = await fire(agent, orders.url, shot(orders, next++));
      tookMs.push(performance.now() - sentMs);
      if (status !== 200) notOk += 1;
    }
  };
  await Promise.all(Array.from({ length: orders.clients }, client));
  const seconds = (performance.now() - startedMs) / 1_000;
  agent.destroy();
  const sorted = Float64Array.from(tookMs).toSorted();
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return { requests: tookMs.length, seconds, p50Ms: at(0.5), p99Ms: at(0.99), notOk };
}

if (process.argv[2] !== undefined && import.meta.main) {
  const report = await play(JSON.parse(process.argv[2]) as ClientOrders);
  process.stdout.write(JSON.stringify(report));
}
