import { bankCountries } from "../../../payouts/banks/bank-countries.ts";
import { type BankFacts, externalAccountsOf } from "../../../payouts/external-accounts/external-accounts.ts";
import { ApiError } from "../../../protocol/api-error.ts";
import type { AccountRow } from "../../../state/rows.ts";
import { fillIn } from "../../fill-in.ts";
import { bankCountryOf, type BankOutcome, bankOutcomes, testBank, usesIban } from "../../test-data.ts";
import { type Faults, faultSummary, type Form, testButtons, textField, type Values } from "../form.ts";
import { type Html, html } from "../../../html.ts";
import type { Step } from "./step.ts";
import type { Visit } from "../visit.ts";

/** Where payouts go. */
export const bankStep: Step = {
  name: "bank",
  title: "Bank account",
  known: ({ account }) => ({
    values: { account_holder_name: account.displayName ?? "" },
    faults: new Map(),
  }),
  body: (visit, form, action) =>
    html`<div class="card">
        <h1>Your bank account</h1>
        <p class="lead">Payouts are sent here.</p>
        ${currentBank(visit)} ${faultSummary(form.faults)}
        ${bankForm(visit, form, action, "Save and continue")}
      </div>
      ${bankTests(action)}`,
  fill: ({ account }, fill) => bankValues(account, fill),
  take: takeBank,
};

/** The fields of a bank account in the account's country. */
export function bankForm({ account }: Visit, form: Form, action: string, send: string): Html {
  const hasIban = usesIban(account);
  const hasRouting = !hasIban && bankCountries[bankCountryOf(account)]?.routingExample !== undefined;
  return html`<form method="post" action="${action}" novalidate>
    ${textField(form, { name: "account_holder_name", label: "Name of the account holder" })}
    ${hasRouting && textField(form, { name: "routing_number", label: "Routing number", hint: routingHint(account) })}
    ${textField(form, { name: "account_number", label: hasIban ? "IBAN" : "Account number" })}
    <div class="actions"><button class="primary">${send}</button></div>
  </form>`;
}

export function bankTests(action: string): Html {
  return testButtons("Choose what the bank says to payouts.", action, [
    { fill: "works", label: "Account that works" },
    { fill: "closed", label: "Closed account" },
    { fill: "no_account", label: "No such account" },
  ]);
}

/** The documented numbers (docs.stripe.com/connect/testing#account-numbers). */
export function bankValues(account: AccountRow, fill: string): Values {
  const outcome: BankOutcome = fill in bankOutcomes ? (fill as BankOutcome) : "works";
  const { accountNumber, routingNumber, accountHolderName } = testBank(account, outcome);
  return {
    account_holder_name: accountHolderName ?? "",
    routing_number: routingNumber ?? "",
    account_number: accountNumber,
  };
}

/** Takes a bank account; gives Stripe's refusal at the field that it is about. */
export function takeBank({ world, account }: Visit, values: Values): Faults {
  const faults = new Map<string, string>();
  const number = (values["account_number"] ?? "").replaceAll(/\s/g, "");
  if (number === "") {
    // Nothing entered, and a bank account is there: it stays.
    if (
      world.state.externalAccounts
        .of(account.id)
        .some(({ deleted, status }) => !deleted && status !== "errored")
    ) {
      return faults;
    }
    faults.set("account_number", "Enter the number of your bank account.");
    return faults;
  }
  const bank: BankFacts = {
    country: bankCountryOf(account),
    accountNumber: number,
    accountHolderName: values["account_holder_name"] === "" ? null : values["account_holder_name"],
    accountHolderType: "individual",
    ...(values["routing_number"] === undefined || values["routing_number"] === ""
      ? {}
      : { routingNumber: values["routing_number"] }),
  };
  try {
    fillIn(world, account, { bank });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    faults.set(error.code === "routing_number_invalid" ? "routing_number" : "account_number", error.message);
  }
  return faults;
}

export function currentBank({ world, account }: Visit): Html | string {
  const bank = externalAccountsOf(world.state, account.id).at(-1);
  if (bank === undefined) return "";
  const name = `${bank.bankName ?? "Bank account"} ending in ${bank.last4}`;
  return bank.status === "errored"
    ? html`<div class="summary" role="alert">
        <h2>Payouts to ${name} failed</h2>
        <p>No payout is sent there any more. Enter another account, and payouts go on.</p>
      </div>`
    : html`<p class="good">Now: ${name}</p>`;
}

function routingHint(account: AccountRow): string {
  return `The test number is ${bankCountries[bankCountryOf(account)]?.routingExample ?? "110000000"}.`;
}
