import { type Content, html, type Html } from "../../html.ts";

export type Column = {
  readonly label: string;
  /** Numbers line up at the right. */
  readonly isNumber?: boolean;
};

export type Table = {
  /** Names the table to whoever cannot see what stands above it. */
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Content[])[];
  /** What is said when there is no row. */
  readonly empty: string;
};

export function columns(...labels: readonly string[]): Column[] {
  return labels.map((label) =>
    label.startsWith("#") ? { label: label.slice(1), isNumber: true } : { label },
  );
}

/** A table that scrolls inside its own box, by keyboard too. */
export function table({ name, columns: shown, rows, empty }: Table): Html {
  if (rows.length === 0) return html`<p class="empty">${empty}</p>`;
  const cell = (value: Content, index: number): Html =>
    shown[index]?.isNumber === true ? html`<td class="number">${value}</td>` : html`<td>${value}</td>`;
  return html`<div class="scroll" role="region" aria-label="${name}" tabindex="0">
    <table>
      <thead>
        <tr>
          ${shown.map(({ label, isNumber }) =>
            isNumber === true
              ? html`<th scope="col" class="number">${label}</th>`
              : html`<th scope="col">${label}</th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map(cell)}
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`;
}

/** An id that leads to its object. */
export function idLink(id: string | null): Content {
  return id === null ? null : html`<a class="id" href="/objects/${encodeURIComponent(id)}">${id}</a>`;
}

/** A long text in little room: whole when pointed at, and when copied. */
export function clipped(text: string | null): Content {
  return text === null ? null : html`<span class="clip" title="${text}">${text}</span>`;
}

/** `2026-11-03 14:05:09`; the column says that it is UTC. */
export function instant(seconds: number): Html {
  const iso = new Date(seconds * 1000).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 19).replace("T", " ")}</time>`;
}

export type Tone = "good" | "bad" | "waits" | "plain";

/** A state in a word; the colour only underlines it. */
export function pill(text: string, tone: Tone): Html {
  return html`<span class="pill ${tone}">${text}</span>`;
}
