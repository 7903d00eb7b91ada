import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, inject, test } from "vitest";
import { browserOfTestFile, expectQuiet, settled } from "./browser.ts";
import { tell } from "./notified.ts";
import { inDatabase, somebody } from "./somebody.ts";
import { aNewcomer } from "./sweep/newcomers.ts";

const browser = browserOfTestFile();

/** Reports an earning as the host platform does. */
async function earn(creatorId: string, grossMinor: number): Promise<void> {
  const { apiURL, mailDir } = inject("system");
  const secrets = readFileSync(join(dirname(mailDir), "secrets.env"), "utf8");
  const key = /^HOST_API_KEY=(.*)$/m.exec(secrets)?.[1] ?? "";
  const [creator] = await inDatabase<{ sourceId: string }>(
    `SELECT source_id AS "sourceId" FROM creators WHERE id = $1`,
    [creatorId],
  );
  const answer = await fetch(`${apiURL}/v1/earnings`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({
      earnings: [
        {
          sourceType: "tip",
          sourceId: `live-${randomUUID()}`,
          creatorSourceId: creator?.sourceId,
          grossMinor,
          feeMinor: 0,
          currency: "USD",
          earnedAt: "2026-11-20T08:00:00Z",
        },
      ],
    }),
  });
  expect(await answer.text()).toContain('"created"');
}

test("an earning that the host reports is on the open start page at once, and a notification at the bell, without a reload", async () => {
  const email = await aNewcomer("creator");
  const { creatorId } = await somebody(email);
  const page = await browser.newPage({ as: email });
  const listens = page.waitForResponse((response) => response.url().includes("live.changes"));
  await page.goto("/");
  await settled(page);
  await listens;
  await page.evaluate(() => Object.assign(window, { isStillThisPage: true }));

  await earn(creatorId ?? "", 4321);
  const reported = performance.now();
  await page.getByText("$43.21").first().waitFor();
  const seenMs = performance.now() - reported;

  const bell = page.getByRole("button", { name: /^Notifications/ });
  expect(await bell.getAttribute("aria-label")).toBe("Notifications");
  await tell(creatorId ?? "", 1);
  await page.getByRole("button", { name: "Notifications, 1 unread" }).waitFor();
  expect(await page.evaluate(() => "isStillThisPage" in window)).toBe(true);
  expect(seenMs).toBeLessThan(5_000);
  expectQuiet(page);
});
