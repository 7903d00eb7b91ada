import type { AccountLinkRow } from "../onboarding-rows.ts";
import { type Html, html } from "../../html.ts";
import type { Step } from "./steps/step.ts";

/** Who asks, as far as its addresses say it. */
export function platformOf({
  refreshUrl,
  returnUrl,
}: Pick<AccountLinkRow, "refreshUrl" | "returnUrl">): string {
  const address = returnUrl ?? refreshUrl;
  return address === null ? "the platform that sent you here" : new URL(address).host;
}

/** Beside the card: who asks, and which steps there are. */
export function sideOf(link: AccountLinkRow, steps: readonly Step[], current: Step): Html {
  const position = steps.indexOf(current);
  return html`<h2>Payout setup</h2>
    <p>For <strong>${platformOf(link)}</strong></p>
    <p class="where">Step ${position + 1} of ${steps.length}: ${current.title}</p>
    <ol class="steps">
      ${steps.map((step, index) => {
        if (step === current) return html`<li aria-current="step">${step.title}</li>`;
        return index < position
          ? html`<li class="done">${step.title} <span class="unseen">(done)</span></li>`
          : html`<li>${step.title}</li>`;
      })}
    </ol>`;
}
