// `npm run measure:web [-- --json FILE]`: what the web app costs whoever opens it, against what it may cost.
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { demoLogins, demoPassword } from "@payrun/demo";
import { launchBrowser } from "@payrun/testkit";
import type { BrowserContext } from "playwright-core";
import { creators, startSystem } from "../test/e2e/start-system.ts";
import { measureFirstLoad } from "./measure-first-load.ts";
import { measureInteractions } from "./measure-interactions.ts";

/** As `npm run bench` has it. */
type Measurement = {
  readonly name: string;
  readonly measure: string;
  readonly value: number;
  readonly must: number;
  readonly met: boolean;
};

const scriptKilobytesMax = 200;
const largestPaintMsMax = 2_000;
const interactionMsMax = 200;

const { values } = parseArgs({ options: { json: { type: "string" } } });
const { system, stop } = await startSystem();
const chromium = await launchBrowser();
const results: Measurement[] = [];
try {
  const [email = ""] = demoLogins({ seed: "1", creators }).map((login) => login.email);
  const signedIn = async (): Promise<BrowserContext> => {
    const context = await chromium.browser.newContext({
      baseURL: system.baseURL,
      viewport: { width: 1280, height: 800 },
    });
    await context.request.post("/api/auth/sign-in/email", {
      headers: { origin: system.baseURL },
      data: { email, password: demoPassword },
    });
    return context;
  };
  const { scriptBytes, largestPaintMs } = await measureFirstLoad(signedIn);
  add("scripts of the first page", "kB, gzip", scriptBytes / 1_000, scriptKilobytesMax);
  add("largest paint of the first page, CPU 4 × slower", "ms", largestPaintMs, largestPaintMsMax);
  for (const { name, ms } of await measureInteractions(signedIn)) {
    add(`${name}, CPU 4 × slower`, "ms", ms, interactionMsMax);
  }
} finally {
  await chromium.close();
  await stop();
}
tell();
process.exit(results.every(({ met }) => met) ? 0 : 1);

function add(name: string, measure: string, value: number, must: number): void {
  results.push({ name, measure, value: Math.round(value * 10) / 10, must, met: value <= must });
}

function tell(): void {
  for (const { name, measure, value, must, met } of results) {
    console.log(`${met ? "met   " : "MISSED"} ${name.padEnd(60)} ${value} ${measure} (at most ${must})`);
  }
  if (values.json === undefined) return;
  writeFileSync(
    resolve(process.env["INIT_CWD"] ?? ".", values.json),
    `${JSON.stringify(results, null, 2)}\n`,
  );
}
