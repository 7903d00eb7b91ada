import { TOTP, URI } from "otpauth";
import { describe, expect, test } from "vitest";
import { apiOfTestFile, settings } from "../test-api.ts";
import { openBrowser, type TestBrowser } from "./browser.ts";
import { mailedToken, mailsTo } from "./mails.ts";
import { aUser, password, signedIn } from "./people.ts";

const api = apiOfTestFile();

const signIn = (browser: TestBrowser, email: string, given = password) =>
  browser.post("/api/auth/sign-in/email", { email, password: given });

async function me(browser: TestBrowser) {
  const { body } = await browser.get("/trpc/creator/session.me");
  return JSON.parse(body).result.data.json as { readonly email: string } | null;
}

describe("a code of the authenticator app", () => {
  test("signs in once: whoever saw it comes too late, and she goes on with the next", async () => {
    const { email } = await aUser(api.db);
    const own = await signedIn(api, email);
    const { totpURI } = (await own.post("/api/auth/two-factor/enable", { password })).json();
    const totp = URI.parse(totpURI);
    if (!(totp instanceof TOTP)) throw new Error("not a TOTP link");
    const now = Date.now();
    const [code, next] = [0, 30_000].map((ms) => totp.generate({ timestamp: now + ms }));
    const verify = (browser: TestBrowser, given = code) =>
      browser.post("/api/auth/two-factor/verify-totp", { code: given });
    expect((await verify(own)).statusCode).toBe(200);

    const [first, second] = [openBrowser(api.app), openBrowser(api.app)];
    await Promise.all([first, second].map((browser) => signIn(browser, email)));
    const answers = await Promise.all([verify(first), verify(second)]);
    expect(answers.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 401]);
    expect(answers.find(({ statusCode }) => statusCode === 401)?.json()).toMatchObject({ code: "CODE_USED" });
    const late = answers[0].statusCode === 401 ? first : second;
    expect(await me(late)).toBeNull();
    expect((await verify(late)).json()).toMatchObject({ code: "CODE_USED" });
    expect((await verify(late, "000000")).json()).toMatchObject({ code: "INVALID_CODE" });
    expect((await verify(late, "000000")).json()).toMatchObject({ code: "INVALID_CODE" });
    expect((await verify(late, next)).statusCode).toBe(200);
    expect(await me(late)).toMatchObject({ email });
  });
});

describe("a browser in which somebody signs in for the first time", () => {
  const newSignIns = async (email: string) =>
    (await mailsTo(api.db, email)).filter(({ kind }) => kind === "new_sign_in");

  test("is told of by mail, with the time and what it calls itself; the second time is not", async () => {
    const { email } = await aUser(api.db, { locale: "ja", timeZone: "Asia/Tokyo" });
    const browser = openBrowser(api.app);
    await signIn(browser, email, "not the password");
    expect(await newSignIns(email)).toEqual([]);
    await signIn(browser, email);
    const userAgent = expect.stringContaining("Test/1.0") as unknown;
    const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as unknown;
    const told = {
      locale: "ja",
      url: `${settings.webOrigin}/settings#security`,
      signIn: { at, timeZone: "Asia/Tokyo", userAgent },
    };
    expect(await newSignIns(email)).toMatchObject([told]);
    await browser.post("/api/auth/sign-out");
    await signIn(browser, email);
    expect(await newSignIns(email)).toHaveLength(1);
    await signIn(openBrowser(api.app), email);
    expect(await newSignIns(email)).toHaveLength(2);
  });

  test("is new to each of the people who share it, and takes nobody's word for it", async () => {
    const [{ email: hers }, { email: his }] = await Promise.all([aUser(api.db), aUser(api.db)]);
    const browser = openBrowser(api.app);
    await signIn(browser, hers);
    await signIn(browser, his);
    expect([await newSignIns(hers), await newSignIns(his)].map(({ length }) => length)).toEqual([1, 1]);
    await signIn(browser, hers);
    await signIn(browser, his);
    expect([await newSignIns(hers), await newSignIns(his)].map(({ length }) => length)).toEqual([1, 1]);
    const liar = openBrowser(api.app);
    liar.cookies.set("__Host-payrun.known", "A".repeat(43));
    await signIn(liar, hers);
    expect(await newSignIns(hers)).toHaveLength(2);
  });

  test("is none where she only confirms that it is her", async () => {
    const { email } = await aUser(api.db);
    const browser = await signedIn(api, email);
    expect((await browser.post("/api/auth/confirm", { password })).statusCode).toBe(200);
    expect(await newSignIns(email)).toEqual([]);
  });
});

describe("a link to a new password opens nothing any more", () => {
  const newPassword = "quite another password";
  const reset = (token: string) =>
    openBrowser(api.app).post("/api/auth/reset-password", { token, newPassword });

  test("once the password was changed", async () => {
    const { email } = await aUser(api.db);
    await openBrowser(api.app).post("/api/auth/request-password-reset", { email });
    const token = await mailedToken(api.db, email, "reset_password");
    const changed = await (
      await signedIn(api, email)
    ).post("/api/auth/change-password", { currentPassword: password, newPassword });
    expect(changed.statusCode).toBe(200);
    expect((await reset(token)).json()).toMatchObject({ code: "INVALID_TOKEN" });
  });

  test("once the account has another address, of which the old one is told", async () => {
    const { email } = await aUser(api.db, { locale: "de" });
    const newEmail = `new-${email}`;
    await openBrowser(api.app).post("/api/auth/request-password-reset", { email });
    const token = await mailedToken(api.db, email, "reset_password");
    await (await signedIn(api, email)).post("/api/auth/change-email", { newEmail });
    const follow = async (address: string, kind: "confirm_email_change" | "verify_email") =>
      openBrowser(api.app).post("/api/auth/verify-email", {
        token: await mailedToken(api.db, address, kind),
      });
    await follow(email, "confirm_email_change");
    expect((await mailsTo(api.db, email)).map(({ kind }) => kind)).not.toContain("email_changed");
    await follow(newEmail, "verify_email");
    expect((await mailsTo(api.db, email)).at(-1)).toMatchObject({ kind: "email_changed", locale: "de" });
    expect((await reset(token)).json()).toMatchObject({ code: "INVALID_TOKEN" });
  });
});

test("how soon an answer comes does not tell whether somebody has an address", async () => {
  const { email } = await aUser(api.db);
  for (const path of ["request-password-reset", "send-verification-email"]) {
    for (const address of [email, "nobody-at-all@example.com"]) {
      const began = performance.now();
      await openBrowser(api.app).post(`/api/auth/${path}`, { email: address });
      expect(performance.now() - began).toBeGreaterThan(245);
    }
  }
});
