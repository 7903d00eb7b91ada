import { settingsOf } from "../../../clock.ts";
import type { World } from "../../../world.ts";
import { html, type Html } from "../../../html.ts";
import { instant } from "../table.ts";

const units = [
  { seconds: 60, label: "minutes" },
  { seconds: 3600, label: "hours" },
  { seconds: 86_400, label: "days" },
];

/** The clock, how far it was moved, and the means to move it. */
export function clockPanel({ clock, state }: World): Html {
  const stands = settingsOf(state).clockStandsAtMs !== null;
  return html`<p class="clock">${instant(clock.nowSeconds())} UTC</p>
    <p class="note">
      It ${stands ? "stands" : "runs"}, ${distance(clock.nowMs() - Date.now())}. Settlement, arrival of
      payouts, deadlines, retries and expiry happen on it.
    </p>
    <form class="inline" method="post" action="/browse/clock">
      <label>Advance by <input name="count" type="number" min="1" max="9999" value="1" required /></label>
      <select name="unitSeconds" aria-label="Unit">
        ${units.map(({ seconds, label }) =>
          seconds === 86_400
            ? html`<option value="${seconds}" selected>${label}</option>`
            : html`<option value="${seconds}">${label}</option>`,
        )}
      </select>
      <button>Advance</button>
    </form>
    <form class="inline" method="post" action="/browse/clock">
      <button name="stands" value="${stands ? "false" : "true"}">
        ${stands ? "Let it run" : "Let it stand"}
      </button>
    </form>`;
}

function distance(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1000);
  if (seconds < 1) return "as this machine’s";
  const [days, hours, minutes] = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
  ];
  const parts = [
    days > 0 ? `${days} d` : "",
    hours > 0 ? `${hours} h` : "",
    minutes > 0 ? `${minutes} min` : "",
    seconds % 60 > 0 ? `${seconds % 60} s` : "",
  ].filter((part) => part !== "");
  return `${parts.join(" ")} ${ms < 0 ? "behind" : "ahead of"} this machine’s`;
}
