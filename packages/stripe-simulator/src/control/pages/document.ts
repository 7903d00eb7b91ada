import { type Content, html, type Html } from "../../html.ts";
import { style } from "./style.ts";

/** The pages of the navigation, by their path. */
const sections: readonly (readonly [path: string, label: string])[] = [
  ["/", "Overview"],
  ["/browse/transfers", "Transfers"],
  ["/browse/requests", "Requests"],
  ["/browse/events", "Events"],
  ["/browse/deliveries", "Deliveries"],
  ["/browse/payouts", "Payouts"],
  ["/browse/charges", "Charges"],
  ["/browse/accounts", "Accounts"],
  ["/browse/faults", "Faults"],
];

export type Document = {
  readonly title: string;
  /** The path in the navigation that it stands at. */
  readonly path: string;
  readonly body: Content;
  /** Loads itself again after this many seconds; null to stay. */
  readonly refreshSeconds: number | null;
  /** The page with and without that. */
  readonly refreshHref: string | null;
};

/** A whole page around `body`. */
export function renderDocument({ title, path, body, refreshSeconds, refreshHref }: Document): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        ${refreshSeconds === null ? null : html`<meta http-equiv="refresh" content="${refreshSeconds}" />`}
        <title>${title} · Stripe simulator</title>
        <style>
          ${style}
        </style>
      </head>
      <body>
        <a class="skip" href="#main">Skip to the content</a>
        <header>
          <div class="wrap">
            <strong><a href="/">Stripe simulator</a></strong
            ><span class="pill plain">test mode, no money moves</span>
            <form role="search" action="/">
              <label class="hidden" for="q">Find an object, a transfer group or an idempotency key</label
              ><input
                id="q"
                name="q"
                type="search"
                placeholder="tr_… or idempotency key"
                autocomplete="off"
                spellcheck="false"
              /><button>Find</button>
            </form>
          </div>
          <nav class="sections" aria-label="Sections">
            <ul class="wrap">
              ${sections.map(([href, label]) =>
                href === path
                  ? html`<li><a href="${href}" aria-current="page">${label}</a></li>`
                  : html`<li><a href="${href}">${label}</a></li>`,
              )}
            </ul>
          </nav>
        </header>
        <main id="main" class="wrap" tabindex="-1">
          <h1>${title}</h1>
          ${body}
        </main>
        <footer class="wrap">
          <p>
            All instants are in UTC and on the simulator’s clock. Programs read the same at
            <code>/__simulator</code>.
            ${refreshHref === null ? null : html` <a href="${refreshHref}">${refreshSeconds === null ? "Refresh every 5 seconds" : "Stop refreshing"}</a>`}
          </p>
        </footer>
      </body>
    </html>`.markup;
}

/** A box with a heading. */
export function panel(title: string, body: Content, more: Html | null = null): Html {
  return html`<section class="panel">
    <div class="head">
      <h2>${title}</h2>
      ${more}
    </div>
    ${body}
  </section>`;
}
