/** Markup that is safe to show. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What a template can hold: anything but `Html` is escaped, nothing is left out. */
export type Content = Html | string | number | null | readonly Content[];

/** A template whose values are escaped: html`<b>${name}</b>`. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Html {
  const parts = strings.map(
    (text, index) => text + (index < values.length ? render(values[index] ?? null) : ""),
  );
  return new Html(parts.join(""));
}

function render(content: Content): string {
  if (content === null) return "";
  if (content instanceof Html) return content.text;
  if (typeof content === "object") return content.map(render).join("");
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
