import { textAt } from "../../../accounts/facts.ts";
import { personInCharge } from "../../../accounts/requirements/refresh-account.ts";
import { birthDate } from "../../../accounts/requirements/verify-person.ts";
import { externalAccountsOf } from "../../../payouts/external-accounts/external-accounts.ts";
import { fillIn } from "../../fill-in.ts";
import { documentDeadlineSeconds } from "../../onboard-by-outcome.ts";
import { failingDocument } from "../../test-data.ts";
import { faultSummary } from "../form.ts";
import { type Html, html } from "../../../html.ts";
import type { Step } from "./step.ts";
import { documentOf } from "./step-document.ts";
import { homeOf, type Visit } from "../visit.ts";

/** Everything once more, the terms, and the end. */
export const reviewStep: Step = {
  name: "review",
  title: "Review",
  known: () => ({ values: {}, faults: new Map() }),
  body: (visit, form, action) =>
    html`<div class="card">
      <h1>Check what you have filled in</h1>
      <p class="lead">You can change each part before you hand it in.</p>
      ${faultSummary(form.faults)}
      <dl>${rowsOf(visit)}</dl>
      <form method="post" action="${action}">
        <p>By handing this in you accept the services agreement of this simulator. It binds nobody.</p>
        <div class="actions"><button class="primary">Agree and submit</button></div>
      </form>
    </div>`,
  take: (visit, _values, request) => {
    const faults = new Map<string, string>();
    for (const { id, what } of missingParts(visit)) faults.set(id, `${what} is missing.`);
    if (faults.size > 0) return faults;
    const { world, account } = visit;
    const asksForDocument = documentOf(visit) === null;
    fillIn(world, account, {
      submit: {
        ip: "127.0.0.1",
        userAgent: String(request.headers["user-agent"] ?? "unknown"),
        later: asksForDocument
          ? [
              {
                field: "verification.document",
                deadline:
                  account.requirements.currentDeadline ?? world.clock.nowSeconds() + documentDeadlineSeconds,
              },
            ]
          : account.details.later,
      },
    });
    return faults;
  },
};

type Part = {
  readonly id: "details" | "bank" | "document";
  readonly what: string;
  readonly shown: string | null;
};

function partsOf(visit: Visit): Part[] {
  const { world, account } = visit;
  const facts = personInCharge(world.state, account)?.facts ?? {};
  const name = [textAt(facts, "first_name"), textAt(facts, "last_name")]
    .filter((part) => part !== null)
    .join(" ");
  const birth = birthDate(facts);
  const bank = externalAccountsOf(world.state, account.id).at(-1);
  const file = documentOf(visit);
  const isRefused = visit.account.requirements.errors.some(({ code }) =>
    code.startsWith("verification_failed"),
  );
  return [
    {
      id: "details",
      what: "Your details",
      shown:
        birth === null || name === ""
          ? null
          : `${name}, born ${birth}${isRefused ? " (could not be verified)" : ""}`,
    },
    { id: "bank", what: "Bank account", shown: bank === undefined ? null : `ending in ${bank.last4}` },
    {
      id: "document",
      what: "Identity document",
      shown: file === null ? "skipped" : file === failingDocument ? "cannot be read" : "handed in",
    },
  ];
}

/** What has to be filled in before anything can be handed in. */
export function missingParts(visit: Visit): Part[] {
  return partsOf(visit).filter(({ shown }) => shown === null);
}

function rowsOf(visit: Visit): Html[] {
  return partsOf(visit).map(
    ({ id, what, shown }) =>
      html`<div class="row" id="${id}">
        <dt>${what}</dt>
        <dd>
          ${shown ?? "missing"}
          <a href="${homeOf(visit.link)}/${id}">Change<span class="unseen"> ${what.toLowerCase()}</span></a>
        </dd>
      </div>`,
  );
}
