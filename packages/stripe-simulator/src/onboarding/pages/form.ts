import { type Html, html } from "../../html.ts";

/** What a form was sent with, by the names of its fields. */
export type Values = Readonly<Record<string, string>>;

/** Field to what is wrong with it, in words. */
export type Faults = ReadonlyMap<string, string>;

export type Form = { readonly values: Values; readonly faults: Faults };

type Field = {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly type?: "text" | "tel";
  readonly autocomplete?: string;
  readonly inputmode?: "numeric" | "tel";
  readonly optional?: boolean;
};

/** A text field whose hint and error are told together with it. */
export function textField({ values, faults }: Form, field: Field): Html {
  const {
    name,
    label,
    hint,
    type = "text",
    autocomplete = "off",
    inputmode = "text",
    optional = false,
  } = field;
  const fault = faults.get(name);
  return html`<div class="field">
    <label for="${name}">${label}${optional ? html` <span class="hint">optional</span>` : ""}</label>
    ${hint === undefined ? "" : html`<span class="hint" id="${name}-hint">${hint}</span>`}
    ${faultOf(name, fault)}
    <input
      type="${type}"
      id="${name}"
      name="${name}"
      value="${values[name] ?? ""}"
      autocomplete="${autocomplete}"
      inputmode="${inputmode}"
      ${describedBy(name, { hint, fault })}
    />
  </div>`;
}

/** Day, month and year, as three fields under one name. */
export function dateField({ values, faults }: Form, { name, label, hint }: Field): Html {
  const fault = faults.get(name);
  const part = (id: string, text: string, length: number): Html =>
    html`<div>
      <label for="${name}-${id}">${text}</label>
      <input
        type="text"
        inputmode="numeric"
        maxlength="${length}"
        autocomplete="off"
        id="${name}-${id}"
        name="${name}-${id}"
        value="${values[`${name}-${id}`] ?? ""}"
        ${describedBy(name, { hint, fault })}
      />
    </div>`;
  return html`<fieldset class="field" id="${name}" tabindex="-1">
    <legend>${label}</legend>
    ${hint === undefined ? "" : html`<span class="hint" id="${name}-hint">${hint}</span>`}
    ${faultOf(name, fault)}
    <div class="date">${part("day", "Day", 2)}${part("month", "Month", 2)}${part("year", "Year", 4)}</div>
  </fieldset>`;
}

/** One of several, each with what it leads to. */
export function choices(
  { values, faults }: Form,
  { name, label }: Field,
  options: readonly { readonly value: string; readonly label: string; readonly hint: string }[],
): Html {
  return html`<fieldset class="field" id="${name}" tabindex="-1">
    <legend>${label}</legend>
    ${faultOf(name, faults.get(name))}
    ${options.map(
      (option) =>
        html`<div class="choice">
          <input
            type="radio"
            id="${name}-${option.value}"
            name="${name}"
            value="${option.value}"
            aria-describedby="${name}-${option.value}-hint"
            ${values[name] === option.value ? html` checked` : ""}
          />
          <label for="${name}-${option.value}">${option.label}</label>
          <span class="hint" id="${name}-${option.value}-hint">${option.hint}</span>
        </div>`,
    )}
  </fieldset>`;
}

/** What has to be corrected, first on the page and in focus. */
export function faultSummary(faults: Faults, title = "Please correct this"): Html | string {
  if (faults.size === 0) return "";
  return html`<div class="summary" role="alert" tabindex="-1" autofocus>
    <h2>${title}</h2>
    <ul>
      ${[...faults].map(([name, text]) => html`<li><a href="#${name}">${text}</a></li>`)}
    </ul>
  </div>`;
}

/** Buttons of the simulator itself: each opens the page it is on with `fill`, or has something done with `post`. */
export function testButtons(
  about: string,
  action: string,
  buttons: readonly { readonly fill: string; readonly label: string; readonly post?: boolean }[],
): Html {
  return html`<section class="tests" aria-labelledby="tests-title">
    <h2 id="tests-title">Test data</h2>
    <p>${about}</p>
    <form method="get" action="${action}">
      ${buttons.map(
        ({ fill, label, post = false }) =>
          html`<button class="quiet" name="fill" value="${fill}" ${post && html` formmethod="post"`}>
            ${label}
          </button>`,
      )}
    </form>
  </section>`;
}

function faultOf(name: string, fault: string | undefined): Html | string {
  return fault === undefined
    ? ""
    : html`<span class="error" id="${name}-error"><span aria-hidden="true">! </span>${fault}</span>`;
}

function describedBy(
  name: string,
  { hint, fault }: { readonly hint: string | undefined; readonly fault: string | undefined },
): Html | string {
  const ids = [
    ...(hint === undefined ? [] : [`${name}-hint`]),
    ...(fault === undefined ? [] : [`${name}-error`]),
  ];
  if (ids.length === 0) return "";
  return html` aria-describedby="${ids.join(" ")}"${fault === undefined ? "" : html` aria-invalid="true"`}`;
}
