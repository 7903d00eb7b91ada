/** Markup that is safe to send: everything in it that came from outside was escaped. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

/** What a template can hold: anything but `Html` is escaped; false, null and undefined are nothing. */
export type Content = Html | string | number | false | null | undefined | readonly Content[];

/** A template whose values are escaped: html`<b>${name}</b>`. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Html {
  return new Html(strings.reduce((markup, text, index) => markup + markupOf(values[index - 1]) + text));
}

function markupOf(content: Content): string {
  if (content === undefined || content === null || content === false) return "";
  if (content instanceof Html) return content.markup;
  if (typeof content === "object") return content.map(markupOf).join("");
  return escape(String(content));
}

function escape(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
