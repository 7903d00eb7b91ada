import { faultSummary, testButtons, textField } from "../form.ts";
import { html } from "../../../html.ts";
import { platformOf } from "../side.ts";
import type { Step } from "./step.ts";

const digits = (text: string | undefined): string => (text ?? "").replaceAll(/\D/g, "");

/** Who asks, and the test phone (docs.stripe.com/connect/testing: 000 000 0000, code 000-000). */
export const startStep: Step = {
  name: "start",
  title: "Get started",
  known: () => ({ values: {}, faults: new Map() }),
  body: (visit, form, action) =>
    html`<div class="card">
        <h1>Get paid by ${platformOf(visit.link)}</h1>
        <p class="lead">
          It asks you to set up where your money goes. This takes about two minutes, and you can leave and
          come back at any time.
        </p>
        ${faultSummary(form.faults)}
        <form method="post" action="${action}" novalidate>
          ${textField(form, { name: "phone", label: "Mobile number", hint: "The test number is 000 000 0000.", type: "tel", inputmode: "tel" })}
          ${textField(form, { name: "code", label: "Code from the text message", hint: "No message is sent. The test code is 000-000.", inputmode: "numeric" })}
          <div class="actions"><button class="primary">Continue</button></div>
        </form>
      </div>
      ${testButtons("Fill in the number and code, or everything at once and go to the review.", action, [
        { fill: "phone", label: "Use the test phone" },
        { fill: "everything", label: "Fill in everything", post: true },
      ])}`,
  fill: () => ({ phone: "000 000 0000", code: "000-000" }),
  take: (_visit, { phone, code }) => {
    const faults = new Map<string, string>();
    if (!/^0{10}$/.test(digits(phone))) faults.set("phone", "Only the test number 000 000 0000 works here.");
    if (digits(code) !== "000000") faults.set("code", "The code is 000-000.");
    return faults;
  },
};
