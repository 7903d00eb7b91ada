import type { Outcome } from "../../protocol/answer.ts";
import { Html, html } from "../../html.ts";
import { style } from "./style.ts";

export type Page = {
  readonly title: string;
  /** 200 unless it is another; 422 for a form that has to be corrected. */
  readonly status?: number;
  /** Beside the card: who asks, and where one is. */
  readonly side?: Html;
  readonly body: Html;
};

const styleSheet = new Html(style);

const headers = {
  "Content-Type": "text/html; charset=utf-8",
  "Cache-Control": "no-store",
  "Content-Security-Policy":
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
};

/** A whole page. It says on top that it is not Stripe, so that nobody gives it anything real. */
export function pageOutcome({ title, status = 200, side, body }: Page): Outcome {
  const { markup } = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Stripe simulator</title>
        <style>
          ${styleSheet}
        </style>
      </head>
      <body>
        <div class="notice" role="note">
          <strong>Simulator.</strong>This is a local test copy, not Stripe. Never enter real details.
        </div>
        <div class="frame">
          <aside class="side" aria-label="About this page">${side ?? html`<h2>Stripe simulator</h2>`}</aside>
          <main>${body}</main>
        </div>
      </body>
    </html>`;
  return { kind: "answer", status, headers, body: markup };
}

/** Sends the browser on; 303 after a form, so that going back does not send it again. */
export function redirect(
  location: string,
  more: Readonly<Record<string, string>> = {},
  status = 303,
): Outcome {
  return {
    kind: "answer",
    status,
    headers: { Location: location, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer", ...more },
    body: "",
  };
}

/** A page that only says something. */
export function messagePage(title: string, text: string, status: number): Outcome {
  return pageOutcome({
    title,
    status,
    body: html`<div class="card">
      <h1>${title}</h1>
      <p class="lead">${text}</p>
    </div>`,
  });
}
