import { badRequest } from "../../protocol/api-error.ts";
import { mergeMetadata } from "../../protocol/parameters/metadata.ts";
import { isObject, type ValuesOf } from "../../protocol/parameters/parameter.ts";
import type { AccountRow } from "../../state/rows.ts";
import type { World } from "../../world.ts";
import type { Controller } from "../account-details.ts";
import { type CapabilityName, isCapabilityName } from "../capabilities/capability-names.ts";
import { type FactsChange, mergeFacts } from "../facts.ts";
import { currencyOfCountry } from "../currency-of-country.ts";
import { putPerson } from "../persons/put-person.ts";
import { applyRequests } from "../capabilities/request-capability.ts";
import type { accountV2Parameters, ConfigurationName } from "./account-v2-parameters.ts";
import { factsOfV2 } from "./persons/person-v2-facts.ts";
import { configurationsOf } from "./render-account-v2.ts";
import { controllerOfResponsibilities } from "./responsibilities.ts";

export type AccountV2Change = ValuesOf<typeof accountV2Parameters>;

type Configuration = NonNullable<AccountV2Change["configuration"]>;

/** v1's names of the capabilities that a call asks for, or gives back. */
export function requestsOfV2(configuration: Configuration | undefined): ReadonlyMap<string, boolean> {
  const requests = new Map<string, boolean>();
  const transfers = configuration?.recipient?.capabilities?.stripe_balance?.stripe_transfers;
  if (transfers !== undefined) requests.set("transfers", transfers.requested);
  if (isSwitchedOff(configuration?.recipient)) requests.set("transfers", false);
  for (const [name, request] of Object.entries(configuration?.merchant?.capabilities ?? {})) {
    if (name === "stripe_balance") continue;
    const param = `configuration.merchant.capabilities.${name}`;
    const v1Name = inV1(name);
    if (v1Name === undefined) {
      throw badRequest("parameter_unknown", `Received unknown parameter: ${param}`, param);
    }
    if (!isObject(request) || typeof request["requested"] !== "boolean") {
      throw badRequest(undefined, "Invalid boolean", `${param}.requested`);
    }
    requests.set(v1Name, request["requested"]);
  }
  return requests;
}

/** Throws 400 for what cannot be written, so that nothing is written then. */
export function checkAccountV2Change(row: AccountRow, values: AccountV2Change): void {
  mergeMetadata(row.metadata, values.metadata);
  mergeMetadata({}, values.identity?.individual?.metadata);
  requestsOfV2(values.configuration);
  controllerAfter(row, values);
  const country = values.identity?.country;
  if (country !== undefined && country !== row.country && configurationsOf(row).length > 0) {
    throw badRequest(undefined, "The country of an account cannot be changed.", "identity.country");
  }
}

function controllerAfter({ details }: AccountRow, { dashboard, defaults }: AccountV2Change): Controller {
  const { controller, configurations } = details;
  const asked = defaults?.responsibilities;
  if (dashboard === undefined && asked === undefined) return controller;
  const { feesPayer, lossesPayments } = controller;
  return controllerOfResponsibilities({
    dashboard: dashboard ?? controller.dashboard,
    asked: {
      fees_collector: asked?.fees_collector ?? (feesPayer === "account" ? "stripe" : feesPayer),
      losses_collector: asked?.losses_collector ?? lossesPayments,
    },
    isRecipient: configurations.includes("recipient") && !configurations.includes("merchant"),
  });
}

/** Writes what a call of v2 says of an account, in the names in which it is kept. */
export function applyAccountV2Change(world: World, row: AccountRow, values: AccountV2Change): void {
  const { details } = row;
  row.metadata = mergeMetadata(row.metadata, values.metadata);
  if (values.contact_email !== undefined) row.email = values.contact_email;
  if (values.contact_phone !== undefined) details.contactPhone = values.contact_phone;
  if (values.display_name !== undefined) row.displayName = values.display_name;
  applyConfigurations(row, values.configuration);
  applyRequests(row, requestsOfV2(values.configuration), world.clock.nowSeconds());
  applyIdentity(world, row, values.identity);
  const { defaults } = values;
  details.controller = controllerAfter(row, values);
  if (defaults?.currency !== undefined) row.defaultCurrency = defaults.currency;
  if (defaults?.locales !== undefined) details.locales = defaults.locales;
  details.v2 = mergeFacts(details.v2, { payout_methods: defaults?.payout_methods });
  details.businessProfile = mergeFacts(details.businessProfile, {
    url: defaults?.profile?.business_url,
    name: defaults?.profile?.doing_business_as,
    product_description: defaults?.profile?.product_description,
    mcc: values.configuration?.merchant?.mcc,
  });
}

function applyConfigurations({ details }: AccountRow, configuration: Configuration | undefined): void {
  for (const name of ["customer", "merchant", "recipient"] as const) {
    const given = configuration?.[name];
    if (given === undefined || given === null) continue;
    if (isSwitchedOff(given)) {
      details.configurations = details.configurations.filter((known) => known !== name);
      if (name === "recipient") details.recipientCapabilities = [];
      continue;
    }
    if (!details.configurations.includes(name)) details.configurations.push(name);
    if (name !== "recipient") keepConfiguration(details, name, given);
  }
  const { bank_accounts: banks = {}, cards } = configuration?.recipient?.capabilities ?? {};
  const byBank: readonly (readonly [string, { readonly requested: boolean } | undefined])[] =
    Object.entries(banks);
  const asked = [
    ...byBank.map(([kind, request]) => [`bank_accounts.${kind}`, request] as const),
    ["cards", cards] as const,
  ];
  for (const [name, request] of asked) {
    if (request === undefined) continue;
    details.recipientCapabilities = details.recipientCapabilities.filter((known) => known !== name);
    if (request.requested) details.recipientCapabilities.push(name);
  }
}

function keepConfiguration(
  details: AccountRow["details"],
  name: ConfigurationName,
  given: FactsChange,
): void {
  const { applied: _applied, capabilities: _capabilities, mcc: _mcc, ...rest } = given;
  details.v2 = mergeFacts(details.v2, { [name]: rest });
}

function applyIdentity(world: World, row: AccountRow, identity: AccountV2Change["identity"]): void {
  if (identity === undefined) return;
  const { details } = row;
  if (identity.country !== undefined && identity.country !== row.country) {
    row.country = identity.country;
    row.defaultCurrency = currencyOfCountry(row.country);
  }
  if (identity.entity_type !== undefined) row.businessType = identity.entity_type;
  const { terms_of_service: terms, ...attestations } = identity.attestations ?? {};
  if (terms?.account !== undefined) {
    const { date, ip, user_agent } = terms.account;
    details.tosAcceptance = mergeFacts(details.tosAcceptance, {
      date: date === undefined ? undefined : Math.floor(Date.parse(date) / 1000),
      ip,
      user_agent,
    });
  }
  const {
    address,
    id_numbers: numbers,
    phone,
    registered_name: name,
    structure,
    ...business
  } = identity.business_details ?? {};
  details.company = mergeFacts(details.company, {
    address,
    phone,
    name,
    structure,
    tax_id: numbers?.[0]?.value,
  });
  const others: FactsChange = { attestations, business_details: business };
  details.v2 = mergeFacts(details.v2, withoutEmpty(others));
  if (identity.individual === undefined) return;
  const known = world.state.persons.of(row.id).find(({ isIndividual, deleted }) => isIndividual && !deleted);
  const { facts, v2 } = factsOfV2(identity.individual);
  const person = putPerson(
    world,
    row,
    known ?? null,
    { ...facts, metadata: identity.individual.metadata },
    true,
  );
  person.v2 = mergeFacts(person.v2, v2);
  world.state.persons.put(person);
}

function withoutEmpty(facts: FactsChange): FactsChange {
  return Object.fromEntries(
    Object.entries(facts).filter(([, hash]) => isObject(hash) && Object.keys(hash).length > 0),
  );
}

function isSwitchedOff(given: { readonly applied?: boolean | undefined } | null | undefined): boolean {
  return given?.applied === false;
}

function inV1(name: string): CapabilityName | undefined {
  const v1Name = name === "ach_debit_payments" ? "us_bank_account_ach_payments" : name;
  return isCapabilityName(v1Name) ? v1Name : undefined;
}
