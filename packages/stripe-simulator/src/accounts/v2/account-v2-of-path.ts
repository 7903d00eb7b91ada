import { settingsOf } from "../../clock.ts";
import { ApiError, badRequest } from "../../protocol/api-error.ts";
import type { Call } from "../../protocol/endpoint.ts";
import type { AccountRow } from "../../state/rows.ts";

/**
 * The account that a v2 path names; throws 404 `not_found`. A new v1 account may have to wait for v2 for some minutes, and is
 * refused with 400 `account_not_yet_compatible_with_v2`: for how long here is set over HTTP (`v1AccountsVisibleInV2AfterSeconds`).
 */
export function accountV2OfPath({ world, path, nowSeconds }: Call): AccountRow {
  const id = path["id"] ?? "";
  const row = world.state.accounts.get(id);
  const { v1AccountsVisibleInV2AfterSeconds: wait } = settingsOf(world.state);
  if (row === undefined || row.deleted) throw notFound("account", id);
  if (row.apiGeneration === 1 && row.created + wait > nowSeconds) {
    throw badRequest("account_not_yet_compatible_with_v2", "Account is not yet compatible with V2 APIs.");
  }
  return row;
}

/** 404 as v2 words it. */
export function notFound(noun: string, id: string): ApiError {
  return new ApiError({ status: 404, code: "not_found", message: `No such ${noun}: '${id}'` });
}
