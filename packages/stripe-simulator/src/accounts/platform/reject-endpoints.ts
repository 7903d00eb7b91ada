import { badRequest } from "../../protocol/api-error.ts";
import { endpoint } from "../../protocol/endpoint.ts";
import { anything, oneOf, optional, required } from "../../protocol/parameters/parameter.ts";
import type { AccountRow, DisabledReason } from "../../state/rows.ts";
import type { World } from "../../world.ts";
import { accountOfPath } from "../v1/account-of-path.ts";
import { type Cause, changeAccount } from "../change-account.ts";
import { expandableAccount } from "../v1/expandable-account.ts";
import { renderAccount } from "../v1/render-account.ts";

/** Since 2026-09-30 fraud has to be named closer, and a platform's rejection is told from Stripe's. */
const reasons = [
  "credit",
  "fraud_no_intent_to_fulfill",
  "fraud_other",
  "fraud_payment_method_casher",
  "fraud_payment_method_tester",
  "other",
  "terms_of_service",
] as const;

export type RejectReason = (typeof reasons)[number];

/** `POST /v1/accounts/:id/reject` (docs.stripe.com/changelog/endive/2026-09-30/platform-rejection-reasons). */
export const rejectAccount = endpoint({
  method: "POST",
  path: "/v1/accounts/:id/reject",
  expandable: expandableAccount,
  parameters: {
    expand: optional(anything),
    payouts_action: optional(oneOf("none", "pause")),
    reason: required(oneOf(...reasons)),
  },
  handle: (call, { payouts_action: payouts, reason }) => {
    const row = accountOfPath(call);
    if (row.details.controller.lossesPayments !== "application") {
      throw badRequest(
        undefined,
        "You can only reject accounts where your platform is liable for negative balances, which includes Custom and Express " +
          "accounts.",
      );
    }
    row.details.keepsPayouts = payouts === "none";
    reject(call.world, row, disabledReasonOf(reason), call);
    return renderAccount(call.world.state, row);
  },
});

/** Takes the platform's own rejection back. */
export const unrejectAccount = endpoint({
  method: "POST",
  path: "/v1/accounts/:id/unreject",
  expandable: expandableAccount,
  parameters: { expand: optional(anything) },
  handle: (call) => {
    const row = accountOfPath(call);
    if (row.requirements.disabledReason?.startsWith("rejected.platform_") !== true) {
      throw badRequest(undefined, "You can only unreject accounts that your platform has rejected.");
    }
    changeAccount(
      call.world,
      row,
      () => {
        row.requirements.disabledReason = null;
        const { beforeRejection } = row.details;
        if (beforeRejection !== null) {
          Object.assign(row, beforeRejection, { capabilities: { ...beforeRejection.capabilities } });
        }
        row.details.beforeRejection = null;
        row.details.keepsPayouts = false;
      },
      call,
    );
    return renderAccount(call.world.state, row);
  },
});

/** Ends what an account may do, whoever rejects it. */
export function reject(world: World, row: AccountRow, reason: DisabledReason, cause?: Cause): void {
  changeAccount(
    world,
    row,
    () => {
      const { capabilities, payoutsEnabled, chargesEnabled } = row;
      row.details.beforeRejection ??= { capabilities: { ...capabilities }, payoutsEnabled, chargesEnabled };
      row.requirements = { ...row.requirements, disabledReason: reason };
      row.payoutsEnabled &&= row.details.keepsPayouts;
      row.chargesEnabled = false;
      for (const name of Object.keys(row.capabilities)) row.capabilities[name] = "inactive";
    },
    cause,
  );
}

function disabledReasonOf(reason: RejectReason): DisabledReason {
  if (reason.startsWith("fraud")) return "rejected.platform_fraud";
  return reason === "terms_of_service" ? "rejected.platform_terms_of_service" : "rejected.platform_other";
}
