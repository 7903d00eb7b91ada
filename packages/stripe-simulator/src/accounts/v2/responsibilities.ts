import { badRequest } from "../../protocol/api-error.ts";
import type { Controller } from "../account-details.ts";

type Asked = {
  readonly fees_collector?:
    | "application"
    | "application_custom"
    | "application_express"
    | "stripe"
    | undefined;
  readonly losses_collector?: "application" | "stripe" | undefined;
};

/**
 * Who collects fees and carries losses of a v2 account. A platform that pays recipients has to say so, and it has to be
 * itself; throws 400 otherwise. Requirements are collected by Stripe wherever Stripe hosts the dashboard.
 */
export function controllerOfResponsibilities({
  dashboard,
  asked,
  isRecipient,
}: {
  readonly dashboard: "express" | "full" | "none";
  readonly asked: Asked | undefined;
  readonly isRecipient: boolean;
}): Controller {
  checkExpress(dashboard, asked);
  if (isRecipient) checkRecipient(asked);
  const fees = asked?.fees_collector ?? (dashboard === "full" ? "stripe" : "application");
  const losses = asked?.losses_collector ?? (dashboard === "full" ? "stripe" : "application");
  return {
    feesPayer: fees === "stripe" ? "account" : fees,
    lossesPayments: losses,
    requirementCollection: dashboard === "none" && losses === "application" ? "application" : "stripe",
    dashboard,
  };
}

/** An Express dashboard is offered by the platform, which pays for it and answers for its losses. */
function checkExpress(dashboard: string, asked: Asked | undefined): void {
  const { fees_collector: fees, losses_collector: losses } = asked ?? {};
  if (dashboard !== "express" || (fees?.startsWith("application") === true && losses === "application"))
    return;
  throw badRequest(
    "account_controller_express_dash_without_application_losses_or_fees",
    "This account configuration is not supported. Please reference https://docs.stripe.com/connect/design-an-integration.",
  );
}

function checkRecipient(asked: Asked | undefined): void {
  for (const name of ["fees_collector", "losses_collector"] as const) {
    const param = `defaults.responsibilities.${name}`;
    if (asked?.[name] === undefined) {
      throw badRequest("parameter_missing", `Missing required param: ${param}.`, param);
    }
    if (asked[name] === "stripe") {
      throw badRequest(
        undefined,
        `Invalid ${param}: 'stripe' is not available for this combination of configurations.`,
        param,
      );
    }
  }
}
