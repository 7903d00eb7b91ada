import { addAdmins, claimInstallation, isConnectionLoss, pendingMigrations, setBudget } from "@payrun/db";
import { ProviderUnavailable } from "@payrun/provider";
import { setTimeout as delay } from "node:timers/promises";
import type { Deps } from "./deps.ts";

const PAUSE_MS = 2_000;
/** Of Stripe's allowance for reads; the rest is for the API and for people. */
export const READS_PER_SECOND = 20;

/**
 * Claims the database at its first start, and refuses to run on one that belongs to another mode or Stripe account. Waits
 * for PostgreSQL and Stripe to answer: without knowing whose account it is, nothing may be sent.
 *
 * @param stopping ends the waiting.
 * @throws with what is wrong and what to do.
 */
export async function bootCheck(
  deps: Deps,
  { databaseUrl, adminEmails }: { readonly databaseUrl: string; readonly adminEmails: readonly string[] },
  stopping?: AbortSignal,
): Promise<void> {
  const pending = await answerOf(
    deps,
    "PostgreSQL",
    stopping,
    () => pendingMigrations(databaseUrl),
    isConnectionLoss,
  );
  if (pending.length > 0)
    throw new Error(
      `the database lacks ${pending.length} migrations (${pending.join(", ")}): run npm run db:migrate`,
    );
  await deps.clock.follow();
  await setBudget(deps.db, "reads", READS_PER_SECOND);
  const platform = await answerOf(deps, "Stripe", stopping, () => deps.provider.readPlatform(), isWeather);
  const { mode } = deps.settings;
  if (platform.livemode !== (mode === "live")) {
    throw new Error(
      `the Stripe key is ${platform.livemode ? "live" : "not live"}, and this deployment runs in mode ${mode}`,
    );
  }
  const claimed = await claimInstallation(deps.db, {
    mode,
    platformAccountId: platform.accountId,
    startedAt: deps.clock.now(),
  });
  if (claimed.mode !== mode || claimed.platformAccountId !== platform.accountId) {
    throw new Error(
      `this database belongs to Stripe account ${claimed.platformAccountId} in mode ${claimed.mode}, and the key is for ` +
        `${platform.accountId} in mode ${mode}. Use that account's key, or a new database.`,
    );
  }
  if (adminEmails.length > 0)
    await addAdmins(
      deps.db,
      adminEmails.map((email) => ({ email, name: email })),
    );
}

async function answerOf<Answer>(
  { log }: Deps,
  server: string,
  stopping: AbortSignal | undefined,
  ask: () => Promise<Answer>,
  mayPass: (error: unknown) => boolean,
): Promise<Answer> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!mayPass(error)) throw error;
      log.warn({ err: error }, `waiting for ${server}`);
      await delay(PAUSE_MS, undefined, stopping ? { signal: stopping } : {});
    }
  }
}

/** A key that Stripe rejects is no weather. */
function isWeather(error: unknown): boolean {
  return error instanceof ProviderUnavailable && error.facts.httpStatus !== 401;
}
