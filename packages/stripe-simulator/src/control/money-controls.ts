import { balanceOf } from "../balance/post-balance.ts";
import { postMovement } from "../balance/post-movement.ts";
import { renderBalance } from "../balance/render-balance.ts";
import { newId } from "../protocol/new-id.ts";
import { currency, integer, object, optional, type RawParameters } from "../protocol/parameter.ts";
import { platform } from "../state/rows.ts";
import { makeTopup } from "../balance/make-topup.ts";
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
