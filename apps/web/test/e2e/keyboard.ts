import type { Locator, Page } from "playwright-core";

const pressesMax = 80;

/** Presses Tab until the focus is where it is wanted, as somebody without a mouse does. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await pressUntilFocused(page, target, "Tab");
}

/** The same with another key, e.g. ArrowDown in a menu. */
export async function pressUntilFocused(page: Page, target: Locator, key: string): Promise<void> {
  for (let presses = 0; presses < pressesMax; presses += 1) {
    if (await isFocused(target)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} does not lead to ${target.toString()}`);
}

export async function isFocused(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement);
}

/** What a screen reader would say has the focus: its role or tag, and its name. */
export async function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return "nothing";
    const name = element.getAttribute("aria-label") ?? element.textContent ?? "";
    return `${element.getAttribute("role") ?? element.tagName.toLowerCase()} ${name.trim()}`;
  });
}
