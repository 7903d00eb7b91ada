import { textAt } from "../../../accounts/facts.ts";
import { personInCharge } from "../../../accounts/requirements/refresh-account.ts";
import { fillIn } from "../../fill-in.ts";
import { failingDocument, passingDocument } from "../../test-data.ts";
import { choices, faultSummary } from "../form.ts";
import { html } from "../../../html.ts";
import type { Step } from "./step.ts";
import type { Visit } from "../visit.ts";

/** The identity document: documented files instead of pictures (docs.stripe.com/connect/testing). */
export const documentStep: Step = {
  name: "document",
  title: "Identity document",
  known: (visit) => ({
    values: { document: shownChoice(visit) },
    faults: new Map(
      hasError(visit, "verification_document")
        ? [["document", "Your document could not be read. Hand in another."]]
        : [],
    ),
  }),
  body: (visit, form, action) => {
    const isNeeded = hasError(visit, "verification_failed");
    return html`<div class="card">
      <h1>Identity document</h1>
      <p class="lead">
        ${
          isNeeded
            ? "Your details could not be verified, so a document has to prove who you are."
            : "It proves who you are."
        }
        Nothing is uploaded here: choose what becomes of it.
      </p>
      ${faultSummary(form.faults)}
      <form method="post" action="${action}">
        ${choices(form, { name: "document", label: "Your passport, identity card or driving licence" }, [
          { value: "passes", label: "Document passes", hint: "Your identity is verified." },
          {
            value: "fails",
            label: "Document fails",
            hint: "It cannot be read, and you are asked for another.",
          },
          {
            value: "later",
            label: "Skip the document",
            hint: isNeeded
              ? "You cannot be paid before you correct your details or hand one in."
              : "You can be paid for now, and have 30 days to hand it in.",
          },
        ])}
        <div class="actions"><button class="primary">Save and continue</button></div>
      </form>
    </div>`;
  },
  take: (visit, { document }) => {
    if (document !== "passes" && document !== "fails" && document !== "later") {
      return new Map([["document", "Choose one of these."]]);
    }
    const file = { passes: passingDocument, fails: failingDocument, later: null }[document];
    fillIn(visit.world, visit.account, {
      person: { verification: { document: { front: file, back: null } } },
    });
    return new Map();
  },
};

function hasError({ account }: Visit, code: string): boolean {
  return account.requirements.errors.some((error) => error.code.startsWith(code));
}

/** The file that was chosen; null when none was. */
export function documentOf({ world, account }: Visit): string | null {
  const person = personInCharge(world.state, account);
  return person === undefined ? null : textAt(person.facts, "verification.document.front");
}

function shownChoice(visit: Visit): string {
  const file = documentOf(visit);
  if (file === null) return "passes";
  return file === failingDocument ? "fails" : "passes";
}
