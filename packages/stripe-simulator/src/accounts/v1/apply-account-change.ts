import { badRequest } from "../../protocol/api-error.ts";
import { setPayoutSettings } from "../../payouts/schedule/set-payout-settings.ts";
import { mergeMetadata } from "../../protocol/parameters/metadata.ts";
import type { RawParameters, ValuesOf } from "../../protocol/parameters/parameter.ts";
import type { AccountRow } from "../../state/rows.ts";
import type { World } from "../../world.ts";
import type { accountParameters } from "./account-parameters.ts";
import type { Cause } from "../change-account.ts";
import { type FactsChange, isGiven, mergeFacts, textAt } from "../facts.ts";
import { setExternalAccount } from "../set-external-account.ts";
import { putPerson } from "../persons/put-person.ts";
import { applyRequests, readRequests } from "../capabilities/request-capability.ts";

export type AccountChange = ValuesOf<typeof accountParameters>;

/** What a call asks of an account, checked: `apply` cannot be refused any more. */
export type PreparedChange = {
  readonly capabilities: readonly string[];
  readonly apply: (account: AccountRow) => void;
};

/** Checks a call of v1 against the account as it is; throws 400 before anything is changed. */
export function prepareAccountChange(
  world: World,
  account: AccountRow,
  values: AccountChange,
  cause: Cause,
): PreparedChange {
  const requests = readRequests(values.capabilities);
  const businessType = values.business_type ?? account.businessType;
  if (values.individual !== undefined && businessType !== null && businessType !== "individual") {
    throw badRequest(
      undefined,
      `You cannot provide \`individual\` when \`business_type\` is \`${businessType}\`.`,
      "individual",
    );
  }
  checkAgreement(account, values.tos_acceptance?.service_agreement, requests);
  const metadata = mergeMetadata(account.metadata, values.metadata);
  mergeMetadata({}, values.individual?.metadata);
  const setExternal = setExternalAccount(values.external_account);
  const setPayouts = setPayoutSettings(world.state, account, values.settings?.payouts);
  return {
    capabilities: [...requests].filter(([, isRequested]) => isRequested).map(([name]) => name),
    apply: (row) => {
      const { details } = row;
      row.metadata = metadata;
      row.businessType = businessType;
      if (values.email !== undefined) row.email = values.email;
      if (values.default_currency !== undefined) row.defaultCurrency = values.default_currency;
      details.businessProfile = mergeFacts(details.businessProfile, values.business_profile);
      details.company = mergeFacts(details.company, values.company);
      details.groups = mergeFacts(details.groups, values.groups);
      details.tosAcceptance = mergeFacts(details.tosAcceptance, values.tos_acceptance);
      details.settings = mergeFacts(details.settings, settingsWithoutPayouts(values.settings));
      applyRequests(row, requests, world.clock.nowSeconds());
      if (values.individual !== undefined) {
        const known = world.state.persons
          .of(row.id)
          .find(({ isIndividual, deleted }) => isIndividual && !deleted);
        putPerson(world, row, known ?? null, values.individual, true);
      }
      setPayouts(world, cause);
      setExternal(world, row, cause);
    },
  };
}

/**
 * Throws 400 for recipients that would take cards, and for another agreement than the accepted one
 * (docs.stripe.com/connect/service-agreement-types).
 */
function checkAgreement(
  { details }: AccountRow,
  asked: "full" | "recipient" | undefined,
  requests: ReadonlyMap<string, boolean>,
): void {
  const { tosAcceptance, requested } = details;
  const agreed = textAt(tosAcceptance, "service_agreement") ?? "full";
  const param = "tos_acceptance[service_agreement]";
  if (asked !== undefined && asked !== agreed && isGiven(tosAcceptance, "date")) {
    throw badRequest(undefined, "You cannot change the service agreement once it has been accepted.", param);
  }
  const takesCards = requests.get("card_payments") ?? typeof requested["card_payments"] === "number";
  if ((asked ?? agreed) === "recipient" && takesCards) {
    throw badRequest(
      undefined,
      "Accounts under the `recipient` service agreement cannot request the `card_payments` capability.",
      param,
    );
  }
}

/** Settings of payouts are kept with the balance settings. */
function settingsWithoutPayouts(settings: RawParameters | undefined): FactsChange | undefined {
  if (settings === undefined) return undefined;
  const { payouts: _payouts, ...rest } = settings;
  return rest;
}
