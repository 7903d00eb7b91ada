import { readInstallation, releaseBound, releaseMaturedPage } from "@payrun/db";
import { automaticallyDue } from "@payrun/payouts-core";
import type { Deps } from "../deps.ts";

const PAGE = 2_000;

/** Moves what matured from held to available, page by page; never past a schedule date that is not wholly planned. */
export async function releaseEarnings(deps: Deps): Promise<void> {
  const installation = await readInstallation(deps.db);
  if (!installation) return;
  const now = deps.clock.now();
  const latest = automaticallyDue({
    schedule: deps.settings.schedule,
    firstStartedAt: installation.firstStartedAt,
    now,
  });
  const until = await releaseBound(deps.db, { now, latest });
  while ((await releaseMaturedPage(deps.db, { until, limit: PAGE })) > 0);
}
