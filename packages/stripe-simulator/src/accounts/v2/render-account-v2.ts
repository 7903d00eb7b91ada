import type { AccountRow } from "../../state/rows.ts";
import type { State } from "../../state/state.ts";
import { hashAt, isGiven } from "../facts.ts";
import { requestedNames } from "../requirements/refresh-account.ts";
import { type ConfigurationName, configurationNames, type Includable } from "./account-v2-parameters.ts";
import { renderIdentity } from "./render-identity.ts";
import { renderRequirementsV2 } from "./requirements-v2.ts";
import { merchantOf, recipientOf } from "./render-configurations.ts";

/** Stripe's `v2.core.account` object, with only those parts that `include` names; the others are null. */
export function renderAccountV2(state: State, row: AccountRow, include: readonly Includable[]) {
  const has = (part: Includable): boolean => include.includes(part);
  const configurations = configurationsOf(row);
  const shows = (name: ConfigurationName): boolean =>
    has(`configuration.${name}`) && configurations.includes(name);
  const hasAny = configurationNames.some((name) => has(`configuration.${name}`));
  const { details } = row;
  return {
    id: row.id,
    object: "v2.core.account" as const,
    applied_configurations: configurations,
    closed: row.closed,
    configuration: hasAny
      ? {
          customer: shows("customer") ? { applied: true, ...hashAt(details.v2, "customer") } : null,
          merchant: shows("merchant") ? merchantOf(row) : null,
          recipient: shows("recipient") ? recipientOf(row) : null,
        }
      : null,
    contact_email: row.email,
    contact_phone: details.contactPhone,
    created: new Date(row.created * 1000).toISOString(),
    dashboard: configurations.length === 0 ? null : details.controller.dashboard,
    defaults: has("defaults") ? defaultsOf(row) : null,
    display_name: row.displayName,
    future_requirements: has("future_requirements") ? { entries: [], summary: null } : null,
    identity: has("identity") ? renderIdentity(state, row) : null,
    livemode: false,
    metadata: row.metadata,
    requirements: has("requirements") ? renderRequirementsV2(row, configurations) : null,
  };
}

/** Configurations in use: those that were applied, and those that a capability of v1 stands for. */
export function configurationsOf(row: AccountRow): ConfigurationName[] {
  const asked = new Set([...Object.keys(row.capabilities), ...requestedNames(row)]);
  const { configurations, recipientCapabilities } = row.details;
  return configurationNames.filter((name) => {
    if (configurations.includes(name)) return true;
    if (name === "recipient") return asked.has("transfers") || recipientCapabilities.length > 0;
    return name === "merchant" && [...asked].some((capability) => capability.endsWith("_payments"));
  });
}

const profileNames = [
  ["business_url", "url"],
  ["doing_business_as", "name"],
  ["product_description", "product_description"],
] as const;

function defaultsOf({ defaultCurrency, details }: AccountRow) {
  const { controller, businessProfile } = details;
  const profile = Object.fromEntries(
    profileNames.flatMap(([name, v1Name]) =>
      isGiven(businessProfile, v1Name) ? [[name, businessProfile[v1Name]]] : [],
    ),
  );
  return {
    currency: defaultCurrency,
    locales: details.locales,
    ...(isGiven(details.v2, "payout_methods")
      ? { payout_methods: hashAt(details.v2, "payout_methods") }
      : {}),
    profile: Object.keys(profile).length === 0 ? null : profile,
    responsibilities: {
      fees_collector: controller.feesPayer === "account" ? "stripe" : controller.feesPayer,
      losses_collector: controller.lossesPayments,
      requirements_collector: controller.requirementCollection,
    },
  };
}
