import { addAdmins, claimInstallation, pendingMigrations, setBudget } from "@payrun/db";
import { ProviderUnavailable } from "@payrun/provider";
import { setTimeout as delay } from "node:timers/promises";
import type { Deps } from "./deps.ts";

const PAUSE_MS = 2_000;
/** Of Stripe's allowance for reads; the rest is for the API and for people. */
const READS_PER_SECOND = 20;

/**
 * Claims the database at its first start, and refuses to run on one that belongs to another mode or Stripe account. Waits
 * for Stripe to answer: without knowing whose account it is, nothing may be sent.
 *
 * @throws with what is wrong and what to do.
 */
export async function bootCheck(deps: Deps, { databaseUrl, adminEmails }: { readonly databaseUrl: string; readonly adminEmails: readonly string[] }): Promise<void> {
  const pending = await pendingMigrations(databaseUrl);
  if (pending.length > 0) throw new Error(`the database lacks ${pending.length} migrations (${pending.join(", ")}): run npm run db:migrate`);
  await setBudget(deps.db, "reads", READS_PER_SECOND);
  const platform = await readPlatform(deps);
  const { mode } = deps.settings;
  if (platform.livemode !== (mode === "live")) {
    throw new Error(`the Stripe key is ${platform.livemode ? "live" : "not live"}, and this deployment runs in mode ${mode}`);
  }
  const claimed = await claimInstallation(deps.db, { mode, platformAccountId: platform.accountId, startedAt: deps.clock.now() });
  if (claimed.mode !== mode || claimed.platformAccountId !== platform.accountId) {
    throw new Error(
      `this database belongs to Stripe account ${claimed.platformAccountId} in mode ${claimed.mode}, and the key is for ` +
        `${platform.accountId} in mode ${mode}. Use that account's key, or a new database.`,
    );
  }
  if (adminEmails.length > 0) await addAdmins(deps.db, adminEmails.map((email) => ({ email, name: email })));
}

async function readPlatform(deps: Deps): ReturnType<Deps["provider"]["readPlatform"]> {
  for (;;) {
    try {
      return await deps.provider.readPlatform();
    } catch (error) {
      if (!(error instanceof ProviderUnavailable) || error.facts.httpStatus === 401) throw error;
      deps.log.warn({ err: error }, "waiting for Stripe");
      await delay(PAUSE_MS);
    }
  }
}
