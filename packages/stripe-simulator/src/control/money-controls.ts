import { balanceOf } from "../balance/post-balance.ts";
import { postMovement } from "../balance/post-movement.ts";
import { renderBalance } from "../balance/render-balance.ts";
import { closeDispute, makeDispute } from "../charges/disputes/change-dispute.ts";
import { renderDispute } from "../charges/disputes/render-dispute.ts";
import { changePrices } from "../charges/amounts/prices.ts";
import { badRequest, noSuch } from "../protocol/api-error.ts";
import { newId } from "../protocol/new-id.ts";
import {
  boolean,
  currency,
  integer,
  object,
  oneOf,
  optional,
  type RawParameters,
  required,
  text,
} from "../protocol/parameters/parameter.ts";
import { platform } from "../state/rows.ts";
import { makeTopup } from "../balance/topups/make-topup.ts";
import type { World } from "../world.ts";
import { controlRoute } from "./control-route.ts";

export const moneyControls = [
  controlRoute({
    method: "POST",
    path: "/balance",
    parameters: {
      /** Currency to amount: what to bring the available balance to, by an adjustment. */
      set: optional(object),
      /** Currency to positive amount: topped up, available at once. */
      add: optional(object),
      /** Currency to positive amount: topped up, pending for `pendingSeconds`. */
      pending: optional(object),
      pendingSeconds: optional(integer({ min: 1 })),
    },
    handle: (world, { set, add, pending, pendingSeconds = 2 * 24 * 60 * 60 }) => {
      for (const [code, amount] of amounts(set, "set")) setPlatformBalance(world, code, amount);
      for (const [code, amount] of amounts(add, "add")) makeTopup(world, { currency: code, amount });
      for (const [code, amount] of amounts(pending, "pending")) {
        makeTopup(world, { currency: code, amount, availableInSeconds: pendingSeconds });
      }
      return renderBalance(world.state, platform, "usd");
    },
  }),
  controlRoute({
    method: "POST",
    path: "/prices",
    parameters: {
      /** Hundredths of a percent of a charge; 290. */
      chargeBasisPoints: optional(integer({ min: 0, max: 10_000 })),
      /** Per charge, in the smallest unit of its currency; 30. */
      chargeFixed: optional(integer({ min: 0 })),
      /** Per dispute; 1500. */
      disputeFixed: optional(integer({ min: 0 })),
      /** From a charge to its availability; two days. */
      chargePendingSeconds: optional(integer({ min: 0 })),
      /** How long a top-up without a source is pending; 0. */
      topupPendingSeconds: optional(integer({ min: 0 })),
    },
    handle: (world, change) => {
      const named = Object.entries(change).filter(([, value]) => value !== undefined);
      return changePrices(world.state, Object.fromEntries(named));
    },
  }),
  controlRoute({
    method: "POST",
    path: "/charges/:id/dispute",
    parameters: {
      amount: optional(integer({ min: 1 })),
      inquiry: optional(boolean),
      reason: optional(text()),
    },
    handle: (world, { amount, inquiry = false, reason = "fraudulent" }, path) => {
      const charge = world.state.charges.get(path["id"] ?? "");
      if (charge === undefined) throw noSuch("charge", path["id"] ?? "");
      const left = charge.amountCaptured;
      if (amount !== undefined && amount > left) throw badRequest(undefined, `At most ${left}`, "amount");
      if (left === 0) throw badRequest(undefined, "Nobody disputes what was never paid.");
      const row = makeDispute(world, charge, { amount: amount ?? left, isInquiry: inquiry, reason });
      return renderDispute(world.state, row, row.created);
    },
  }),
  controlRoute({
    method: "POST",
    path: "/disputes/:id/close",
    parameters: { status: required(oneOf("won", "lost", "warning_closed")) },
    handle: (world, { status }, path) => {
      const row = world.state.disputes.get(path["id"] ?? "");
      if (row === undefined) throw noSuch("dispute", path["id"] ?? "");
      closeDispute(world, row, row.isInquiry ? "warning_closed" : status, undefined);
      return renderDispute(world.state, row, world.clock.nowSeconds());
    },
  }),
];

function amounts(raw: RawParameters | undefined, name: string): [string, number][] {
  return Object.entries(raw ?? {}).map(([code, amount]) => [
    currency(code, name),
    integer({ min: name === "set" ? -1e15 : 1 })(amount, `${name}[${code}]`),
  ]);
}

function setPlatformBalance(world: World, code: string, amount: number): void {
  const nowSeconds = world.clock.nowSeconds();
  const difference = amount - balanceOf(world.state, platform, code).available;
  if (difference === 0) return;
  postMovement(world.state, {
    id: newId("mv"),
    owner: platform,
    type: "adjustment",
    amount: difference,
    fee: 0,
    currency: code,
    created: nowSeconds,
    availableOn: nowSeconds,
    source: null,
    description: "Set by the simulator",
  });
}
