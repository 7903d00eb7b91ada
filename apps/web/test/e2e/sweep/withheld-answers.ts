import type { Page } from "playwright-core";

/** What a page asks for itself; who is signed in is asked by the shell, alone and first. */
const questions = (url: URL) =>
  url.pathname.startsWith("/trpc/creator/") &&
  !["session.me", "live.changes"].includes(url.pathname.slice("/trpc/creator/".length));

/** Lets every question wait. Returns what lets them go on, with all that is asked afterwards. */
export async function withholdAnswers(page: Page): Promise<() => Promise<void>> {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  await page.route(questions, async (route) => {
    await released;
    await route.continue();
  });
  return async () => release();
}

/** Answers every question as the API does when something of ours is broken. Returns what mends it. */
export async function breakAnswers(page: Page): Promise<() => Promise<void>> {
  await page.route(questions, async (route) => {
    const procedures = new URL(route.request().url()).pathname.split("/").at(-1)?.split(",") ?? [];
    const fault = {
      json: {
        message: "this is a fault of Payrun's; the log has it",
        code: -32603,
        data: { code: "INTERNAL_SERVER_ERROR", httpStatus: 500, refusal: null, fields: null },
      },
    };
    await route.fulfill({ status: 500, json: procedures.map(() => ({ error: fault })) });
  });
  return () => page.unroute(questions);
}

/** No network for questions. Returns what brings it back. */
export async function cutOff(page: Page): Promise<() => Promise<void>> {
  await page.route(questions, (route) => route.abort("internetdisconnected"));
  return () => page.unroute(questions);
}
