import { newId, takeOverEndedLeases } from "@payrun/db";
import type { Deps } from "../deps.ts";
import { notSent } from "../pay/outcome.ts";
import { recordOutcomesOf } from "../pay/record-outcomes-of.ts";

/** Why an attempt became unknown: its worker was gone after it was begun. Then it is sent again at once. */
export const LEASE_ENDED = "lease_ended";

const PAGE = 500;

/**
 * Takes over from workers that are gone: what was claimed and not begun is planned again with the same key; what was
 * begun may have reached Stripe, so it is unknown and due at once.
 */
export async function takeOver(deps: Deps): Promise<void> {
  for (;;) {
    const leaseToken = newId();
    const ended = await takeOverEndedLeases(deps.db, {
      leaseToken,
      leaseMs: deps.settings.leaseMs,
      limit: PAGE,
    });
    if (ended.length === 0) return;
    deps.log.warn({ attempts: ended.length }, "taking over attempts whose lease ended");
    await recordOutcomesOf(
      deps,
      ended.map((transfer) =>
        transfer.status === "claimed"
          ? notSent(transfer, "planned", null)
          : {
              ...notSent(transfer, "planned", { code: LEASE_ENDED }),
              status: "unknown" as const,
              itemStatus: "unknown" as const,
              errorCode: LEASE_ENDED,
              onlyNotExecuted: false,
              resolveInMs: 0,
            },
      ),
      leaseToken,
    );
  }
}
