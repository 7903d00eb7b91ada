import { openQueues } from "@payrun/queue";
import { sweep } from "../src/sweep/sweep.ts";
import type { House } from "./house.ts";
import { makeDue } from "./operational-clock.ts";

/** One turn of the sweeper with the real queues of the house's database. `due`: after everything became due. */
export async function sweepOnce(
  house: House,
  { due = false }: { readonly due?: boolean } = {},
): Promise<void> {
  if (due) await makeDue(house);
  const queues = await openQueues({ databaseUrl: house.database.url, redisUrl: null });
  try {
    await sweep(house.deps, queues, 5);
  } finally {
    await queues.close();
  }
}
