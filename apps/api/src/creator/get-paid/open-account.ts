import { setTimeout as delay } from "node:timers/promises";
import { beginAccountOpening, clearAlarms, noteOpening, recordOpenedAccount } from "@payrun/db";
import type { ApiDeps } from "../../api-deps.ts";
import { refuse } from "../../trpc/refusal.ts";
import { refuseForOperator, raisedFor } from "./operator-fault.ts";

/** A lost answer, or a twin of the same click, is asked again this often: the key makes it one account. */
const TRIES_MAX = 4;
const PAUSE_MS = 400;

export type AccountWanted = {
  readonly creatorId: string;
  /** `user/{id}` */
  readonly actor: string;
  /** For a creator of whom the host has told no address. */
  readonly email: string;
  readonly country: string | null;
  /** The account that Stripe does not show any more; null: she has none. */
  readonly replaces: string | null;
};

/**
 * Opens a creator's account at Stripe: the order and its key are written first, and no transaction is open while Stripe
 * is asked. However often she clicks, and whatever answer is lost, it is one account.
 *
 * @returns its id; the one she has, when another click was faster.
 * @throws RefusalError
 */
export async function openAccount(deps: ApiDeps, wanted: AccountWanted): Promise<string> {
  const { db, provider } = deps;
  const { creatorId, replaces } = wanted;
  const keyOf = (openingNo: number) => `payrun_${deps.settings.mode}_account_${creatorId}_${openingNo}`;
  for (let tries = 1; tries <= TRIES_MAX; tries += 1) {
    const begun = await beginAccountOpening(db, { ...wanted, keyOf });
    if (begun.kind === "has_account") return begun.stripeAccountId;
    if (begun.kind === "country_needed") refuse({ code: "account_country_needed" });
    if (begun.kind === "payout_in_flight") refuse({ code: "payout_in_flight" });
    const { openingNo, idempotencyKey, unknownApi, email, displayName, country, currency } = begun.opening;
    const opened = await provider.openConnectedAccount({
      creatorId,
      email,
      displayName,
      country,
      currency,
      idempotencyKey,
      ...(unknownApi === null ? {} : { unknownApi }),
    });
    switch (opened.kind) {
      case "opened":
        await recordOpenedAccount(db, {
          ...wanted,
          openingNo,
          replaces,
          stripeAccountId: opened.accountId,
          now: deps.clock.now(),
        });
        await clearAlarms(db, raisedFor, []);
        return opened.accountId;
      case "refused":
        if (opened.executed) await noteOpening(db, { creatorId, openingNo, outcome: { ended: true } });
        return refuseForOperator(deps, opened.refusal, { creatorId, country });
      case "unknown":
        deps.log.warn(
          { creatorId, idempotencyKey, detail: opened.detail },
          "not known whether an account was opened",
        );
        await noteOpening(db, { creatorId, openingNo, outcome: { unknownApi: opened.api } });
        await delay(PAUSE_MS);
    }
  }
  return refuse({ code: "unavailable", retryAfterSeconds: 60 });
}
