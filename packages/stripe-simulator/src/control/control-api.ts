import { runDue } from "../agenda/run-due.ts";
import { ApiError } from "../protocol/api-error.ts";
import { type HttpRequest, parseJson } from "../protocol/parameters/raw-parameters.ts";
import { parseForm } from "../protocol/parameters/form.ts";
import { router } from "../protocol/router.ts";
import type { Outcome } from "../protocol/answer.ts";
import type { World } from "../world.ts";
import { accountControls } from "./account-controls.ts";
import { deliveryControls } from "./delivery-controls.ts";
import { faultControls } from "./fault-controls.ts";
import { keyControls } from "./key-controls.ts";
import { moneyControls } from "./money-controls.ts";
import { pages } from "./pages/pages.ts";
import { payoutControls } from "./payout-controls.ts";
import { snapshotControls } from "./snapshot-controls.ts";
import { webhookControls } from "./webhook-controls.ts";
import { worldControls } from "./world-controls.ts";

const route = router([
  ...accountControls,
  ...faultControls,
  ...moneyControls,
  ...payoutControls,
  ...webhookControls,
  ...deliveryControls,
  ...worldControls,
  ...keyControls,
  ...snapshotControls,
]);

/**
 * The simulator's own API under `/__simulator`, and the pages for people. Needs no key and knows no limits.
 * Gives null for everything else: that is Stripe's.
 */
export function controlApi(world: World): (request: HttpRequest) => Promise<Outcome | null> {
  const page = pages(world);
  return async (request) => {
    const { method, path, query, body } = request;
    if (path !== "/__simulator" && !path.startsWith("/__simulator/")) return page(request);
    try {
      runDue(world);
      const match = route(method, path);
      if (match === undefined) throw new ApiError({ status: 404, message: `There is no ${method} ${path}` });
      const raw = method === "GET" || body === "" ? parseForm(query) : parseJson(body);
      const answer = match.route.run(world, raw, match.path);
      runDue(world);
      await world.commit();
      return json(200, JSON.stringify(answer));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return json(error.status, error.body("req_simulator", world.clock.nowSeconds()));
    }
  };
}

function json(status: number, body: string): Outcome {
  return { kind: "answer", status, headers: { "Content-Type": "application/json" }, body };
}
