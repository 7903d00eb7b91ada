import { settingsOf } from "../../clock.ts";
import { ApiError } from "../../protocol/api-error.ts";
import type { Call } from "../../protocol/endpoint.ts";
import type { AccountRow } from "../../state/rows.ts";

/**
 * The account that a v2 path names; throws 404 `not_found`. A new v1 account may be unknown to v2 for some minutes: for how
 * long here is set over HTTP (`v1AccountsVisibleInV2AfterSeconds`).
 */
export function accountV2OfPath({ world, path, nowSeconds }: Call): AccountRow {
  const id = path["id"] ?? "";
  const row = world.state.accounts.get(id);
  const { v1AccountsVisibleInV2AfterSeconds: wait } = settingsOf(world.state);
  const isKnown = row !== undefined && (row.apiGeneration === 2 || row.created + wait <= nowSeconds);
  if (!isKnown || row.deleted) throw notFound("account", id);
  return row;
}

/** 404 as v2 words it. */
export function notFound(noun: string, id: string): ApiError {
  return new ApiError({ status: 404, code: "not_found", message: `No such ${noun}: '${id}'` });
}
