import { accountUnreachable } from "../../protocol/api-error.ts";
import type { Call } from "../../protocol/endpoint.ts";
import type { AccountRow } from "../../state/rows.ts";

/** The account that the path names; throws 403, as Stripe does not tell an unknown account from a revoked one. */
export function accountOfPath({ world, path, maskedKey }: Call): AccountRow {
  const id = path["id"] ?? "";
  const row = world.state.accounts.get(id);
  if (row === undefined || row.deleted) throw accountUnreachable(maskedKey, id);
  return row;
}
