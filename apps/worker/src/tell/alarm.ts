import { raiseAlarm, type Alarm, type Sql } from "@payrun/db";
import type { Deps } from "../deps.ts";

/** Raises an alarm for the person on call, and logs it when it is new. */
export async function alarm(deps: Pick<Deps, "log">, sql: Sql, raised: Alarm): Promise<void> {
  if (await raiseAlarm(sql, raised)) deps.log.error(raised, `alarm: ${raised.kind}`);
}
