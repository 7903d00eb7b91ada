import { noSuch } from "../../protocol/api-error.ts";
import type { Call } from "../../protocol/endpoint.ts";
import { platform } from "../../state/rows.ts";
import type { PaymentIntentRow } from "../charge-rows.ts";

/** The payment intent that the path names; throws 404. */
export function paymentIntentOfPath({ account, world, path }: Call): PaymentIntentRow {
  const id = path["id"] ?? "";
  const row = world.state.paymentIntents.get(id);
  if (row === undefined || row.owner !== (account?.id ?? platform)) throw noSuch("payment_intent", id);
  return row;
}
