import type { State } from "../../state/state.ts";
import { ApiError } from "../api-error.ts";
import type { Caller } from "./authenticate.ts";
import type { Access } from "../restricted-key-row.ts";

/** What a permission is called in Stripe's refusals, by the resource's name in its URL. */
const permissionNames: Readonly<Record<string, string>> = {
  account: "accounts_kyc_basic",
  accounts: "accounts_kyc_basic",
  balance: "balance",
  balance_settings: "balance_settings",
  webhook_endpoints: "webhook",
};

const strength: Readonly<Record<Access, number>> = { none: 0, read: 1, write: 2 };

/**
 * Throws 403 when a restricted key's permissions do not reach that far. A permission goes by the first word of the URL
 * (`transfers` for `/v1/transfers/tr_…/reversals`, `accounts` for `/v2/core/accounts`); `write` lets read, and what was not
 * named is `none`. A key whose permissions were never set may do everything.
 */
export function requirePermission(
  state: State,
  { key, maskedKey }: Caller,
  request: { readonly method: string; readonly path: string; readonly account: string },
): void {
  if (!key.startsWith("rk_")) return;
  const row = state.restrictedKeys.get(key);
  if (row === undefined) return;
  const resource = resourceOf(request.path);
  const needed: Access = request.method === "GET" ? "read" : "write";
  const granted = row.permissions[resource] ?? "none";
  if (strength[granted] >= strength[needed]) return;
  throw new ApiError({
    status: 403,
    message:
      `The provided key '${maskedKey}' does not have the required permissions for this endpoint on account ` +
      `'${request.account}'. Having the 'rak_${permissionName(resource)}_${needed}' permission would allow this request to ` +
      "continue.",
  });
}

/** `transfers` for `/v1/transfers/tr_…`; `GET /v1/account` reads `accounts`. */
function resourceOf(path: string): string {
  const [, version, ...words] = path.split("/");
  const resource = (version === "v2" ? words[1] : words[0]) ?? "";
  return resource === "account" ? "accounts" : resource;
}

function permissionName(resource: string): string {
  return permissionNames[resource] ?? resource.replace(/s$/, "");
}
