import { ApiError } from "../../protocol/api-error.ts";
import { type Call, endpoint } from "../../protocol/endpoint.ts";
import { anything, boolean, optional } from "../../protocol/parameters/parameter.ts";
import { accountOfPath } from "../v1/account-of-path.ts";
import { type CapabilityName, capabilityNames, isCapabilityName } from "./capability-names.ts";
import { changeAccount } from "../change-account.ts";
import { expandableAccount } from "../v1/expandable-account.ts";
import { renderCapability } from "./render-capability.ts";
import { applyRequests } from "./request-capability.ts";

const expandable = { account: () => expandableAccount };

/** Those that were ever asked for, newest first. */
export const listCapabilities = endpoint({
  method: "GET",
  path: "/v1/accounts/:id/capabilities",
  expandable: { data: () => expandable },
  parameters: { expand: optional(anything) },
  handle: (call) => {
    const account = accountOfPath(call);
    const data = capabilityNames
      .filter((name) => name in account.capabilities || name in account.details.requested)
      .map((name) => renderCapability(account, name))
      .toSorted((one, other) => (other.requested_at ?? 0) - (one.requested_at ?? 0));
    return { object: "list", data, has_more: false, url: `/v1/accounts/${account.id}/capabilities` };
  },
});

export const retrieveCapability = endpoint({
  method: "GET",
  path: "/v1/accounts/:id/capabilities/:capability",
  expandable,
  parameters: { expand: optional(anything) },
  handle: (call) => renderCapability(accountOfPath(call), capabilityOfPath(call)),
});

export const updateCapability = endpoint({
  method: "POST",
  path: "/v1/accounts/:id/capabilities/:capability",
  expandable,
  parameters: { expand: optional(anything), requested: optional(boolean) },
  handle: (call, { requested }) => {
    const account = accountOfPath(call);
    const name = capabilityOfPath(call);
    if (requested !== undefined) {
      const { world, nowSeconds } = call;
      changeAccount(
        world,
        account,
        () => applyRequests(account, new Map([[name, requested]]), nowSeconds),
        call,
      );
    }
    return renderCapability(account, name);
  },
});

function capabilityOfPath({ path }: Call): CapabilityName {
  const name = path["capability"] ?? "";
  if (isCapabilityName(name)) return name;
  throw new ApiError({
    status: 404,
    code: "resource_missing",
    param: "capability",
    message: `No such capability: '${name}'`,
  });
}
