import { badRequest } from "../../protocol/api-error.ts";
import type { Controller } from "../account-details.ts";

type Asked = {
  readonly fees?: { readonly payer?: "account" | "application" | undefined } | undefined;
  readonly losses?: { readonly payments?: "application" | "stripe" | undefined } | undefined;
  readonly requirement_collection?: "application" | "stripe" | undefined;
  readonly stripe_dashboard?: { readonly type?: "express" | "full" | "none" | undefined } | undefined;
};

const byType: Readonly<Record<"custom" | "express" | "standard", Controller>> = {
  custom: {
    feesPayer: "application_custom",
    lossesPayments: "application",
    requirementCollection: "application",
    dashboard: "none",
  },
  express: {
    feesPayer: "application_express",
    lossesPayments: "application",
    requirementCollection: "stripe",
    dashboard: "express",
  },
  standard: {
    feesPayer: "account",
    lossesPayments: "stripe",
    requirementCollection: "stripe",
    dashboard: "full",
  },
};

/**
 * Who controls a new v1 account (docs.stripe.com/connect/migrate-to-controller-properties). Throws 400 when type and
 * controller are both given, and for a combination that Stripe does not offer.
 */
export function controllerOf(
  type: keyof typeof byType | undefined,
  asked: Asked | undefined,
): { readonly type: string; readonly controller: Controller } {
  if (asked === undefined) return { type: type ?? "standard", controller: { ...byType[type ?? "standard"] } };
  if (type !== undefined) {
    throw badRequest(
      undefined,
      "You may not provide the `type` parameter and `controller` parameters simultaneously. They are mutually exclusive.",
    );
  }
  const controller: Controller = {
    feesPayer: asked.fees?.payer ?? "account",
    lossesPayments: asked.losses?.payments ?? "stripe",
    requirementCollection: asked.requirement_collection ?? "stripe",
    dashboard: asked.stripe_dashboard?.type ?? "full",
  };
  checkCombination(controller);
  return { type: "none", controller };
}

function checkCombination({ feesPayer, lossesPayments, requirementCollection, dashboard }: Controller): void {
  if (requirementCollection === "application" && dashboard !== "none") {
    throw refused(
      "controller[requirement_collection]",
      "When `controller[requirement_collection]=application`, `controller[stripe_dashboard][type]` must be `none`.",
    );
  }
  if (requirementCollection === "application" && lossesPayments !== "application") {
    throw refused(
      "controller[losses][payments]",
      "When `controller[requirement_collection]=application`, `controller[losses][payments]` must be `application`.",
    );
  }
  if (dashboard === "express" && (lossesPayments !== "application" || feesPayer !== "application")) {
    throw refused(
      "controller[stripe_dashboard][type]",
      "When `controller[stripe_dashboard][type]=express`, `controller[losses][payments]` and `controller[fees][payer]` must be `application`.",
    );
  }
}

function refused(param: string, message: string) {
  return badRequest(undefined, message, param);
}
