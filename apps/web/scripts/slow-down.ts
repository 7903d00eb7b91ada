import type { Page } from "playwright-core";

/** Makes the page's processor four times slower, as a cheap phone's is. */
export async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
}
