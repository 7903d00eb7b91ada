import { launchChromium, type LaunchedChromium } from "@payrun/testkit";
import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { startStripeSimulator } from "../src/index.ts";
import { around, type TestSimulator } from "./simulator.ts";

let browser: LaunchedChromium;
let simulator: TestSimulator;
let transfer: Stripe.Transfer;
let destination: string;

beforeAll(async () => {
  browser = await launchChromium();
  simulator = around(await startStripeSimulator({ port: 0, stateDir: null }));
  ({ transfer, destination } = await fill(simulator));
});

afterAll(async () => {
  await browser.close();
  await simulator.close();
});

async function open(width = 1280) {
  const page = await browser.context.newPage();
  onTestFinished(() => browser.closePage(page));
  const troubles: string[] = [];
  page.on("console", (message) => troubles.push(message.text()));
  page.on("pageerror", (error) => troubles.push(error.message));
  await page.setViewportSize({ width, height: 700 });
  await page.goto(simulator.url);
  return { page, troubles };
}

/** Something of every kind happens. */
async function fill({ stripe, call, control, readyAccount }: TestSimulator) {
  await control("POST", "/balance", { add: { usd: 10_000_000, jpy: 5000 }, pending: { usd: 700 } });
  await control("POST", "/webhook-endpoints", { url: "http://127.0.0.1:9/", secret: "whsec_page" });
  const payee = await readyAccount();
  const made = await stripe.transfers.create(
    { amount: 123_456, currency: "usd", destination: payee, transfer_group: "item_of_the_first_batch" },
    { idempotencyKey: "payout/item_of_the_first_batch/1" },
  );
  await stripe.transfers.createReversal(made.id, { amount: 56 });
  await stripe.payouts.create({ amount: 500, currency: "usd" }, { stripeAccount: payee });
  await stripe.charges.create({ amount: 5000, currency: "usd", source: "tok_visa" });
  await call("/v1/transfers", `amount=1&currency=usd&destination=acct_${"x".repeat(60)}`, {
    "Idempotency-Key": "k".repeat(255),
  });
  await control("PATCH", `/accounts/${payee}`, { balance: { usd: -4200 } });
  await control("POST", "/faults", { kind: "429", match: { path: "/v1/transfers" }, probability: 0.1 });
  await control("POST", "/delivery-faults", { kind: "delay", seconds: 3600 });
  return { transfer: made, destination: payee };
}

describe("the page in a browser", () => {
  test("shows a transfer, and the request that made it with its key", async () => {
    const { page, troubles } = await open();
    const row = page
      .getByRole("region", { name: "Transfers", exact: true })
      .getByRole("row")
      .filter({ hasText: transfer.id });
    expect(await row.getByRole("cell").allInnerTexts()).toEqual([
      transfer.id,
      new Date(transfer.created * 1000).toISOString().slice(0, 19).replace("T", " "),
      "1,234.56 USD",
      "0.56 USD in part",
      destination,
      "item_of_the_first_batch",
      "payout/item_of_the_first_batch/1",
    ]);
    const call = page
      .getByRole("region", { name: "Requests" })
      .getByRole("row")
      .filter({ hasText: "payout/item_of_the_first_batch/1" });
    expect(await call.innerText()).toContain("POST /v1/transfers");
    expect(await call.innerText()).toContain("200");
    const debts = page.getByRole("region", { name: "Balances of connected accounts" });
    expect(await debts.innerText()).toContain("\u221242.00 USD");
    expect(troubles).toEqual([]);
  });

  test("finds an object by its id, with what it moved and what was told of it", async () => {
    const { page, troubles } = await open();
    await page.getByRole("searchbox").fill(transfer.id);
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/objects/${transfer.id}`);
    expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe(transfer.id);
    expect(await page.getByRole("region", { name: "Balance transactions" }).innerText()).toContain(
      "\u22121,234.56 USD",
    );
    expect(await page.getByRole("region", { name: "Events" }).innerText()).toContain("transfer.reversed");
    const json = JSON.parse(await page.getByRole("region", { name: "JSON" }).innerText()) as unknown;
    expect(json).toMatchObject({ id: transfer.id, object: "transfer", amount: 123_456, amount_reversed: 56 });
    expect(troubles).toEqual([]);
  });

  test("fits a screen of 320 pixels: only tables scroll, inside their own box", async () => {
    const { page } = await open(320);
    const sections = [
      "transfers",
      "requests",
      "events",
      "deliveries",
      "payouts",
      "charges",
      "accounts",
      "faults",
    ];
    for (const path of [
      "/",
      `/objects/${transfer.id}`,
      ...sections.map((section) => `/browse/${section}`),
      "/?q=none",
    ]) {
      await page.goto(simulator.url + path);
      const width = await page.evaluate<number>("document.documentElement.scrollWidth");
      expect({ path, width }).toEqual({ path, width: 320 });
    }
  });

  test("is used by keyboard alone: skip, read on, advance the clock", async () => {
    await simulator.control("POST", "/clock", { stands: true });
    const before = await simulator.control("GET", "/clock");
    const { page } = await open(640);
    const focused = () => page.evaluate<string>("document.activeElement.textContent.trim()");
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("Skip to the content");
    await page.keyboard.press("Enter");
    expect(await page.evaluate<string>("document.activeElement.id")).toBe("main");
    const names: string[] = [];
    while (names.at(-1) !== "Advance" && names.length < 60) {
      await page.keyboard.press("Tab");
      names.push(await focused());
    }
    expect(names).toContain("Advance");
    await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
    const after = await simulator.control("GET", "/clock");
    expect(Date.parse(String(after["now"])) - Date.parse(String(before["now"]))).toBe(86_400_000);
    const scrolls = await page
      .locator(".scroll")
      .evaluateAll((boxes) => boxes.every((box) => box.getAttribute("tabindex") === "0"));
    expect(scrolls).toBe(true);
  });

  test("can be read in the dark and in the light", async () => {
    const { page } = await open();
    for (const colorScheme of ["dark", "light"] as const) {
      await page.emulateMedia({ colorScheme });
      const contrasts = await page.evaluate<{ text: string; ratio: number }[]>(contrastsOfTexts);
      expect(contrasts.filter(({ ratio }) => ratio < 4.5)).toEqual([]);
      expect(contrasts.length).toBeGreaterThan(50);
    }
  });
});

/** Runs in the page: how far each text stands out from what is behind it (WCAG 2.2, 1.4.3). */
const contrastsOfTexts = `(() => {
  const channels = (color) => (color.match(/[\\d.]+/g) ?? []).map(Number);
  const luminance = (color) => {
    const [red, green, blue] = channels(color)
      .slice(0, 3)
      .map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = (element) => {
    if (element === null) return "rgb(255, 255, 255)";
    const color = getComputedStyle(element).backgroundColor;
    return channels(color)[3] === 0 ? behind(element.parentElement) : color;
  };
  return [...document.querySelectorAll("body *")]
    .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== ""))
    .map((element) => {
      const [one, other] = [luminance(getComputedStyle(element).color), luminance(behind(element))];
      const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
      return { text: element.textContent.trim().slice(0, 40), ratio };
    });
})()`;
