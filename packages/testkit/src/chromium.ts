import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installOnDebian } from "@payrun/embedded";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

const missing =
  "Chromium is not installed: install it (Debian: apt-get install chromium), or set CHROMIUM_PATH to its program.";

/** Quiet, without what a test never needs: nothing is fetched or updated behind its back. */
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * The program of a Chromium: `CHROMIUM_PATH`, or one on PATH; as root on Debian it is installed when missing.
 *
 * @throws with one line that says what to install.
 */
export function chromiumPath(): Promise<string> {
  const given = process.env["CHROMIUM_PATH"] ?? "";
  if (given !== "") return Promise.resolve(given);
  const found = findProgram() ?? (installOnDebian("chromium") ? findProgram() : null);
  return found === null ? Promise.reject(new Error(missing)) : Promise.resolve(found);
}

/** A step that waits longer fails, and says for what: a page here is there in a fraction of a second. */
const stepMs = 10_000;

export type LaunchedChromium = {
  readonly context: BrowserContext;
  /** Closes a page. To be used instead of `page.close`: Chromium hangs when a page is closed that is still loading. */
  readonly closePage: (page: Page) => Promise<void>;
  readonly close: () => Promise<void>;
};

type ContextOptions = NonNullable<Parameters<typeof chromium.launchPersistentContext>[1]>;

/** A browser with a profile of its own, gone with it. Options are those of a Playwright context, e.g. `viewport`. */
export async function launchChromium(options: ContextOptions = {}): Promise<LaunchedChromium> {
  const executablePath = await chromiumPath();
  // A browser that is killed with its test process leaves its profile to the test run, whose folder is removed.
  const profile = mkdtempSync(join(process.env["PAYRUN_TEST_FOLDER"] ?? tmpdir(), "payrun-chromium-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    args: flags,
    ...options,
  });
  context.setDefaultTimeout(stepMs);
  return {
    context,
    closePage: async (page) => {
      await stopLoading(page);
      await page.close();
    },
    close: async () => {
      await Promise.all(context.pages().map(stopLoading));
      await context.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

export type ChromiumBrowser = {
  readonly browser: Browser;
  /** Ends it with all its contexts and pages, also those that are still loading. */
  readonly close: () => Promise<void>;
};

/** A browser for several people at once: each context that it opens has its own cookies. */
export async function launchBrowser(): Promise<ChromiumBrowser> {
  const { context, close } = await launchChromium();
  const browser = context.browser();
  if (browser === null) throw new Error("Chromium has ended");
  return {
    browser,
    close: async () => {
      await Promise.all(browser.contexts().flatMap((each) => each.pages().map(stopLoading)));
      await close();
    },
  };
}

async function stopLoading(page: Page): Promise<void> {
  await page.goto("about:blank");
}

function findProgram(): string | null {
  for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
    const { status, stdout } = spawnSync("which", [name], { encoding: "utf8" });
    if (status === 0) return stdout.trim();
  }
  return null;
}
