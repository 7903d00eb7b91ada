import { demoPassword } from "@payrun/demo";
import { URI } from "otpauth";
import type { Page } from "playwright-core";
import { describe, expect, inject, test } from "vitest";
import { browserOfTestFile, expectNoAxeViolations, expectQuiet, signInAlone } from "./browser.ts";
import { tabTo } from "./keyboard.ts";
import { inDatabase } from "./somebody.ts";
import { aNewcomer } from "./sweep/newcomers.ts";

const browser = browserOfTestFile();
const password = "four words of my own";

/** Where the newest mail of a kind to this address leads. */
async function mailedLink(email: string, kind: string): Promise<string> {
  const [mail] = await inDatabase<{ url: string }>(
    `SELECT payload->>'url' AS url FROM outbox
      WHERE topic = 'mail' AND payload->>'to' = $1 AND payload->>'kind' = $2 ORDER BY id DESC LIMIT 1`,
    [email, kind],
  );
  if (mail === undefined) throw new Error(`no ${kind} mail to ${email}`);
  return mail.url.replace(inject("system").baseURL, "");
}

async function signUp(page: Page, email: string): Promise<void> {
  await page.goto("/sign-up");
  await page.getByLabel("Name", { exact: true }).fill("Robin New");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.getByRole("heading", { name: "Look into your mailbox" }).waitFor();
}

async function fillSignIn(page: Page, email: string, given: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(given);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

describe("opening an account", () => {
  test("goes from the form by mail and password into the app", async () => {
    const page = await browser.newPage();
    await page.goto("/sign-up");
    await page.getByRole("button", { name: "Create account" }).click();
    await page.getByText("Please enter a name.").waitFor();
    expect(
      await page.getByLabel("Name", { exact: true }).evaluate((field) => field === document.activeElement),
    ).toBe(true);
    await signUp(page, "robin@example.com");
    await expectNoAxeViolations(page);

    await fillSignIn(page, "robin@example.com", password);
    await page.getByText("Your address is not verified yet", { exact: false }).waitFor();
    await page.goto(await mailedLink("robin@example.com", "verify_email"));
    await expectNoAxeViolations(page);
    await page.getByLabel("Password", { exact: true }).fill("not the password at all");
    await page.getByRole("button", { name: "Verify and sign in" }).click();
    await page.getByText("The address or the password is not right.").waitFor();
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Verify and sign in" }).click();
    await page.getByRole("button", { name: "Profile menu of Robin New" }).waitFor();
    expectQuiet(page);
  });

  test("works by keyboard alone, and leads back to where somebody wanted to go", async () => {
    const page = await browser.newPage();
    const email = await aNewcomer("fan");
    await page.goto("/wallet");
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    await tabTo(page, page.getByLabel("E-mail address"));
    await page.keyboard.type(email);
    await tabTo(page, page.getByLabel("Password", { exact: true }));
    await page.keyboard.type("wrong");
    await page.keyboard.press("Enter");
    await page.getByText("The address or the password is not right.").waitFor();
    await inDatabase(
      "UPDATE credentials SET password = (SELECT password FROM credentials c JOIN users u ON u.id = c.user_id WHERE u.email = 'robin@example.com') WHERE user_id = (SELECT id FROM users WHERE email = $1)",
      [email],
    );
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Wallet" }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/wallet");
  });
});

test("a forgotten password is chosen anew by mail", async () => {
  const page = await browser.newPage();
  const email = await aNewcomer("creator");
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await page.getByRole("heading", { name: "Forgot your password?" }).waitFor();
  await page.getByLabel("E-mail address").fill(email);
  await page.getByRole("button", { name: "Send link" }).click();
  await page.getByText(`If ${email} has an account here`, { exact: false }).waitFor();
  await page.goto(await mailedLink(email, "reset_password"));
  await expectNoAxeViolations(page);
  await page.getByLabel("New password").fill("short");
  await page.getByRole("button", { name: "Save password" }).click();
  await page.getByText("This has 5 of at least 12 characters.").waitFor();
  await page.getByLabel("New password").fill(password);
  await page.getByRole("button", { name: "Save password" }).click();
  await page.getByRole("heading", { name: "Your password is changed" }).waitFor();
  await fillSignIn(page, email, password);
  await page.getByRole("button", { name: /Profile menu/ }).waitFor();
  expectQuiet(page);
});

describe("a second factor", () => {
  test("is set up with a QR code, asked for at the next sign-in, and replaced by a backup code", async () => {
    const page = await browser.newPage();
    const email = await aNewcomer("fan");
    await signInAlone(page, email);
    await page.goto("/settings#security");
    await page.getByRole("button", { name: "Set up" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Password", { exact: true }).fill(demoPassword);
    await dialog.getByRole("button", { name: "Begin" }).click();
    await dialog.getByRole("img", { name: "QR code for your authenticator app" }).waitFor();
    await expectNoAxeViolations(page);
    const secret = (await dialog.getByText(/^[A-Z2-7]{20,}=*$/).textContent()) ?? "";
    const totp = URI.parse(`otpauth://totp/Payrun?secret=${secret.replaceAll("=", "")}&issuer=Payrun`);
    const code = () => totp.generate();
    await dialog.getByLabel("Code", { exact: true }).fill(code());
    await dialog.getByRole("button", { name: "Turn on" }).click();
    await dialog.getByRole("heading", { name: "Your backup codes" }).waitFor();
    const [backupCode = ""] = await dialog.getByRole("listitem").allTextContents();
    await dialog.getByRole("button", { name: "I have kept them" }).click();
    await page.getByRole("button", { name: "Turn off" }).waitFor();

    await page.context().clearCookies();
    await fillSignIn(page, email, demoPassword);
    await page.getByRole("heading", { name: "One more step" }).waitFor();
    await expectNoAxeViolations(page);
    await page.getByLabel("Code", { exact: true }).fill("000000");
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByText("This code is not right.", { exact: false }).waitFor();
    await page.getByLabel("Code", { exact: true }).fill(code());
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByRole("button", { name: /Profile menu/ }).waitFor();

    await page.context().clearCookies();
    await fillSignIn(page, email, demoPassword);
    await page.getByRole("button", { name: "Use a backup code" }).click();
    await page.getByLabel("Backup code").fill(backupCode);
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByRole("button", { name: /Profile menu/ }).waitFor();
    expectQuiet(page);
  });
});

describe("a passkey", () => {
  test("is made in the settings, signs in without a password, and is removed by who confirms that it is her", async () => {
    const page = await browser.firstVisit();
    const authenticator = await page.context().newCDPSession(page);
    await authenticator.send("WebAuthn.enable");
    await authenticator.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    const email = await aNewcomer("fan");
    await signInAlone(page, email);
    await page.goto("/settings#security");
    await page.getByRole("button", { name: "Add a passkey" }).click();
    await page.getByRole("button", { name: "Rename Chrome on Linux" }).click();
    await page.getByLabel("Name of the passkey").fill("My laptop");
    await page.getByRole("dialog").getByRole("button", { name: "Rename" }).click();
    await page.getByRole("button", { name: "Remove My laptop" }).waitFor();
    await expectNoAxeViolations(page);

    // The form offers it, and this authenticator takes every offer at once.
    await page.context().clearCookies();
    await page.goto("/sign-in");
    await page.getByRole("button", { name: /Profile menu/ }).waitFor();

    // A browser that offers none in forms has the button.
    await page.addInitScript(() => {
      PublicKeyCredential.isConditionalMediationAvailable = () => Promise.resolve(false);
    });
    await page.context().clearCookies();
    await page.goto("/sign-in");
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await page.getByRole("button", { name: /Profile menu/ }).waitFor();
    const cookie = (await page.context().cookies()).find(
      ({ name }) => name === "__Host-payrun.session_token",
    );
    expect(cookie).toMatchObject({
      httpOnly: true,
      secure: true,
      sameSite: "Lax",
      path: "/",
      domain: "localhost",
    });

    // A quarter of an hour later.
    await inDatabase(
      "UPDATE sessions SET created_at = created_at - interval '16 minutes' WHERE user_id = (SELECT id FROM users WHERE email = $1)",
      [email],
    );
    await page.goto("/settings#security");
    await page.getByRole("button", { name: "Remove My laptop" }).click();
    await page.getByRole("button", { name: "Remove", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Confirm that it is you" });
    await dialog.getByLabel("Password", { exact: true }).fill("not the password");
    await dialog.getByRole("button", { name: "Confirm", exact: true }).click();
    await dialog.getByText("The address or the password is not right.").waitFor();
    await dialog.getByLabel("Password", { exact: true }).fill(demoPassword);
    await dialog.getByRole("button", { name: "Confirm", exact: true }).click();
    await page.getByText("You have none yet.").waitFor();
    expectQuiet(page);
  });
});

test("another device is signed out from the list, and sees it at its next step", async () => {
  const [here, there] = [await browser.newPage(), await browser.newPage()];
  const email = await aNewcomer("fan");
  await signInAlone(here, email);
  await fillSignIn(there, email, demoPassword);
  await there.getByRole("button", { name: /Profile menu/ }).waitFor();
  await here.goto("/settings#security");
  await here.getByRole("button", { name: "Sign out Chrome on Linux" }).click();
  await here.getByText("1 device is signed out.").waitFor();
  await there.goto("/wallet");
  await there.getByRole("heading", { name: "Sign in" }).waitFor();
  expectQuiet(here);
});
