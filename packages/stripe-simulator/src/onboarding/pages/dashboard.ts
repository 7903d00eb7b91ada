import { renderBalance } from "../../balance/render-balance.ts";
import { externalAccountsOf } from "../../payouts/external-accounts/external-accounts.ts";
import type { Outcome } from "../../protocol/answer.ts";
import type { HttpRequest } from "../../protocol/parameters/raw-parameters.ts";
import { amountText } from "./amount-text.ts";
import { faultSummary, type Form } from "./form.ts";
import { type Html, html } from "../../html.ts";
import { messagePage, pageOutcome, redirect } from "./layout.ts";
import { bankForm, bankTests, bankValues, currentBank, takeBank } from "./steps/step-bank.ts";
import { homeOf, type Visit } from "./visit.ts";

const payoutsShown = 10;

/** What a login link leads to: balance, payouts, and the bank account, which the owner can replace. */
export function dashboardPage(visit: Visit, request: HttpRequest, page: string): Outcome {
  const home = homeOf(visit.link);
  if (page === "") return show("Your payouts", overview(visit, home));
  if (page !== "bank") return messagePage("There is no such page", "Go back to your dashboard.", 404);
  const empty: Form = { values: {}, faults: new Map() };
  if (request.method !== "POST") {
    const fill = new URLSearchParams(request.query).get("fill");
    return bankPage(
      visit,
      fill === null ? empty : { ...empty, values: bankValues(visit.account, fill) },
      200,
    );
  }
  const values = Object.fromEntries(new URLSearchParams(request.body));
  const faults = takeBank(visit, values);
  return faults.size > 0 ? bankPage(visit, { values, faults }, 422) : redirect(home);
}

function bankPage(visit: Visit, form: Form, status: number): Outcome {
  const home = homeOf(visit.link);
  const body = html`<div class="card">
      <h1>Your bank account</h1>
      <p class="lead">Payouts go to the new account from now on.</p>
      ${currentBank(visit)} ${faultSummary(form.faults)} ${bankForm(visit, form, `${home}/bank`, "Save")}
      <p class="leave"><a href="${home}">Back to your payouts</a></p>
    </div>
    ${bankTests(`${home}/bank`)}`;
  return show("Bank account", body, status);
}

function show(title: string, body: Html, status = 200): Outcome {
  return pageOutcome({
    title,
    status,
    side: html`<h2>Express dashboard</h2>
      <p>Simulated: what you see is test money.</p>`,
    body,
  });
}

function overview({ world, account }: Visit, home: string): Html {
  const { state } = world;
  const { available, pending } = renderBalance(state, account.id, account.defaultCurrency);
  const payouts = state.payouts.of(account.id).slice(-payoutsShown).toReversed();
  const banks = externalAccountsOf(state, account.id);
  return html`<div class="card">
    <h1>${account.displayName ?? "Your payouts"}</h1>
    ${available.map(
      ({ amount, currency }, index) =>
        html`<p class="amount">${amountText(amount, currency)}</p>
          <p class="lead">available${pendingText(pending[index])}</p>`,
    )}
    <h2 class="group">Bank account</h2>
    <dl>
      ${banks.map(
        ({ last4, bankName, status }) =>
          html`<div class="row">
            <dt>${bankName ?? "Card"} ending in ${last4}</dt>
            <dd>
              <span class="tag ${status === "errored" ? "bad" : "good"}"
                >${status === "errored" ? "payouts failed" : "in use"}</span
              >
            </dd>
          </div>`,
      )}
    </dl>
    ${banks.length === 0 && html`<p>There is none yet.</p>`}
    <p><a class="button quiet" href="${home}/bank">Change bank account</a></p>
    <h2 class="group">Payouts</h2>
    <dl>
      ${payouts.map(
        ({ amount, currency, status, failureCode, created }) =>
          html`<div class="row">
            <dt>${new Date(created * 1000).toISOString().slice(0, 10)} · ${amountText(amount, currency)}</dt>
            <dd>
              <span class="tag ${status === "failed" ? "bad" : status === "paid" ? "good" : ""}"
                >${status.replace("_", " ")}${failureCode === null ? "" : ` (${failureCode.replaceAll("_", " ")})`}</span
              >
            </dd>
          </div>`,
      )}
    </dl>
    ${payouts.length === 0 && html`<p>None yet.</p>`}
  </div>`;
}

function pendingText(pending: { readonly amount: number; readonly currency: string } | undefined): string {
  return pending === undefined || pending.amount === 0
    ? ""
    : `, and ${amountText(pending.amount, pending.currency)} on the way`;
}
