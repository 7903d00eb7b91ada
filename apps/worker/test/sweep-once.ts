import { openQueues } from "@payrun/queue";
import type { Gate } from "../src/gate.ts";
import { sweep } from "../src/sweep/sweep.ts";
import type { House } from "./house.ts";
import { makeDue } from "./operational-clock.ts";

const opened: Pick<Gate, "open"> = { open: () => Promise.resolve() };

/** One turn of the sweeper with the real queues of the house's database. `due`: after everything became due. */
export async function sweepOnce(
  house: House,
  { due = false, gate = opened }: { readonly due?: boolean; readonly gate?: Pick<Gate, "open"> } = {},
): Promise<void> {
  if (due) await makeDue(house);
  const queues = await openQueues({ databaseUrl: house.database.url, redisUrl: null });
  try {
    await sweep(house.deps, queues, { chunkConcurrency: 5, gate });
  } finally {
    await queues.close();
  }
}
