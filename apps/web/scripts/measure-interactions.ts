import type { BrowserContext, Page } from "playwright-core";
import { atRest } from "./measure-first-load.ts";
import { slowDown } from "./slow-down.ts";

export type Interaction = {
  readonly name: string;
  /** From the press to the next paint, the worst of several times. */
  readonly ms: number;
};

const times = 3;

/** What people do most, each several times: open the menu, choose an appearance, go to another page. */
export async function measureInteractions(
  signedIn: () => Promise<BrowserContext>,
): Promise<readonly Interaction[]> {
  const context = await signedIn();
  const page = await context.newPage();
  await page.addInitScript(watchEvents);
  await slowDown(page);
  await page.goto("/");
  await atRest(page);
  const worst = new Map<string, number>();
  for (let time = 0; time < times; time += 1) {
    for (const { name, act } of interactions) {
      await page.evaluate(() => (window.slowestEventMs = 0));
      await act(page);
      await atRest(page);
      worst.set(name, Math.max(worst.get(name) ?? 0, await page.evaluate(() => window.slowestEventMs)));
    }
  }
  await page.goto("about:blank");
  await context.close();
  return [...worst].map(([name, ms]) => ({ name, ms }));
}

const profile = (page: Page) => page.getByRole("button", { name: /^Profile menu of/ });
const place = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Main" }).getByRole("link", { name, exact: true });

const interactions: readonly { readonly name: string; readonly act: (page: Page) => Promise<void> }[] = [
  { name: "to the earnings", act: (page) => place(page, "Earnings").click() },
  { name: "to the payouts", act: (page) => place(page, "Payouts").click() },
  { name: "to the start page", act: (page) => place(page, "Home").click() },
  { name: "open the profile menu", act: (page) => profile(page).click() },
  {
    name: "choose another appearance",
    act: (page) => page.getByRole("menuitemradio", { name: "Dark" }).click(),
  },
];

declare global {
  interface Window {
    slowestEventMs: number;
  }
}

/** Runs in the page: the browser's own measure of what somebody waited for. */
function watchEvents(): void {
  window.slowestEventMs = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      window.slowestEventMs = Math.max(window.slowestEventMs, duration);
    }
  }).observe({ type: "event", buffered: true, durationThreshold: 16 } as PerformanceObserverInit);
}
