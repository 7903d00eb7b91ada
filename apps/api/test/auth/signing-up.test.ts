import { describe, expect, test } from "vitest";
import { apiOfTestFile, post, settings } from "../test-api.ts";
import { openBrowser, setCookiesOf, type TestBrowser } from "./browser.ts";
import { mailedToken, mailsTo } from "./mails.ts";
import { aCreator, aUser, password } from "./people.ts";

const api = apiOfTestFile();
const account = { name: "Ada Fan", password };

/** Signs up and reads the mail. */
async function signUp(browser: TestBrowser, email: string): Promise<string> {
  const answer = await browser.post("/api/auth/sign-up/email", { ...account, email });
  expect(answer.statusCode).toBe(200);
  return mailedToken(api.db, email.toLowerCase(), "verify_email");
}

async function me(browser: TestBrowser) {
  const { body } = await browser.get("/trpc/creator/session.me");
  return JSON.parse(body).result.data.json as Record<string, unknown> | null;
}

describe("opening an account", () => {
  test("leads by mail and password into a session, and makes a fan", async () => {
    const browser = openBrowser(api.app);
    const token = await signUp(browser, "Ada@Example.com");
    expect(browser.cookies.size).toBe(0);

    const before = await browser.post("/api/auth/sign-in/email", { email: "ada@example.com", password });
    expect([before.statusCode, before.json().code]).toEqual([403, "EMAIL_NOT_VERIFIED"]);
    const verified = await browser.post("/api/auth/verify-email", { token, password });
    expect([verified.statusCode, verified.json()]).toEqual([
      200,
      { step: "verified", twoFactorRedirect: false },
    ]);
    expect(await me(browser)).toMatchObject({
      email: "ada@example.com",
      role: "fan",
      fanId: expect.any(String) as unknown,
      creator: null,
    });

    const elsewhere = openBrowser(api.app);
    const signedIn = await elsewhere.post("/api/auth/sign-in/email", { email: "ADA@example.com", password });
    expect([signedIn.statusCode, signedIn.json()]).toEqual([200, { twoFactorRedirect: false }]);
    expect(await me(elsewhere)).toMatchObject({ name: "Ada Fan" });
  });

  test("tells the fan what the host calls her: what it says that she bought is hers to spend", async () => {
    const browser = openBrowser(api.app);
    const token = await signUp(browser, "fay@example.com");
    await browser.post("/api/auth/verify-email", { token, password });
    const { fanSourceId } = { ...(await me(browser)) };
    const purchase = {
      sourceId: "a-purchase-of-fay",
      fanSourceId,
      tokens: 500,
      amountMinor: 2500,
      currency: "USD",
      purchasedAt: "2026-11-20T18:30:00Z",
    };
    const reported = await post(api.app, "token-purchases", { tokenPurchases: [purchase] });
    expect(reported.json()).toMatchObject({ counts: { created: 1 } });
    const { body } = await browser.get("/trpc/creator/wallet.get");
    const wallet = { currency: "USD", spendableMinor: "2500", spendableTokens: "500" };
    expect(JSON.parse(body).result.data.json.wallets).toMatchObject([wallet]);
  });

  test("keeps the language and the zone of whoever opens it, and reads UTC for a zone that nobody knows", async () => {
    const browser = openBrowser(api.app);
    const given = { ...account, locale: "ja", timeZone: "Asia/Tokyo" };
    await browser.post("/api/auth/sign-up/email", { ...given, email: "emi@example.com" });
    await browser.post("/api/auth/sign-up/email", {
      ...given,
      email: "ida@example.com",
      timeZone: "Moon/Base",
    });
    expect(await mailsTo(api.db, "emi@example.com")).toMatchObject([{ kind: "verify_email", locale: "ja" }]);
    expect(
      await api.db.query(
        "SELECT time_zone FROM users WHERE email IN ('emi@example.com', 'ida@example.com') ORDER BY email",
      ),
    ).toEqual([{ time_zone: "Asia/Tokyo" }, { time_zone: "UTC" }]);
  });

  test("never makes anybody more than a fan, whatever else is sent", async () => {
    const creatorId = await aCreator(api.db);
    const browser = openBrowser(api.app);
    await browser.post("/api/auth/sign-up/email", {
      ...account,
      email: "mallory@example.com",
      role: "owner",
      creatorId,
      creator_id: creatorId,
      emailVerified: true,
      twoFactorEnabled: true,
      id: creatorId,
    });
    expect(
      await api.db.query(
        "SELECT role, creator_id, email_verified, two_factor_enabled, id = $1 AS chosen FROM users WHERE email = 'mallory@example.com'",
        [creatorId],
      ),
    ).toEqual([
      { role: "fan", creator_id: null, email_verified: false, two_factor_enabled: false, chosen: false },
    ]);
  });

  test("looks the same for an address that is taken, whose owner is told", async () => {
    const { email } = await aUser(api.db);
    const taken = await openBrowser(api.app).post("/api/auth/sign-up/email", { ...account, email });
    const free = await openBrowser(api.app).post("/api/auth/sign-up/email", {
      ...account,
      email: "free@example.com",
    });
    expect([taken.statusCode, taken.body, setCookiesOf(taken)]).toEqual([
      free.statusCode,
      free.body,
      setCookiesOf(free),
    ]);
    expect(await mailsTo(api.db, email)).toMatchObject([
      { kind: "email_in_use", url: `${settings.webOrigin}/sign-in` },
    ]);
  });
});

describe("a creator's address", () => {
  test("makes who proves to have it the creator", async () => {
    const creatorId = await aCreator(api.db, { email: "Cleo@Example.com" });
    const browser = openBrowser(api.app);
    const token = await signUp(browser, "cleo@example.com");
    const unproved = await api.db.query(
      "SELECT role, creator_id FROM users WHERE email = 'cleo@example.com'",
    );
    expect(unproved).toEqual([{ role: "fan", creator_id: null }]);
    await browser.post("/api/auth/verify-email", { token, password });
    expect(await me(browser)).toMatchObject({ role: "creator", creator: { creatorId } });
  });

  test("is not given to a stranger who opened an account under it, not even when the creator follows the link", async () => {
    await aCreator(api.db, { email: "dora@example.com" });
    const stranger = openBrowser(api.app);
    const token = await signUp(stranger, "dora@example.com");

    const dora = openBrowser(api.app);
    const noPassword = await dora.post("/api/auth/verify-email", { token });
    expect([noPassword.statusCode, noPassword.json().code]).toEqual([400, "PASSWORD_NEEDED"]);
    expect(
      (await dora.post("/api/auth/verify-email", { token, password: "not the stranger's" })).statusCode,
    ).toBe(401);
    expect(
      (await stranger.post("/api/auth/sign-in/email", { email: "dora@example.com", password })).statusCode,
    ).toBe(403);

    // She takes the account over with her mailbox; the stranger's password is worth nothing after that.
    await dora.post("/api/auth/request-password-reset", { email: "dora@example.com" });
    const reset = await mailedToken(api.db, "dora@example.com", "reset_password");
    const newPassword = "a password of Dora's own";
    expect((await dora.post("/api/auth/reset-password", { token: reset, newPassword })).statusCode).toBe(200);
    expect(
      (await stranger.post("/api/auth/sign-in/email", { email: "dora@example.com", password })).statusCode,
    ).toBe(401);
    await dora.post("/api/auth/sign-in/email", { email: "dora@example.com", password: newPassword });
    expect(await me(dora)).toMatchObject({ role: "creator" });
  });
});

describe("a link", () => {
  test("that nobody signed, or that is spent, is refused", async () => {
    const browser = openBrowser(api.app);
    const { email } = await aUser(api.db);
    await browser.post("/api/auth/request-password-reset", { email });
    const token = await mailedToken(api.db, email, "reset_password");
    const newPassword = "another long password";
    expect((await browser.post("/api/auth/reset-password", { token, newPassword })).statusCode).toBe(200);
    for (const spent of [token, "made-up", `${token}x`]) {
      const answer = await browser.post("/api/auth/reset-password", { token: spent, newPassword });
      expect([answer.statusCode, answer.json().code]).toEqual([400, "INVALID_TOKEN"]);
    }
    const forged = await browser.post("/api/auth/verify-email", {
      token: "eyJhbGciOiJub25lIn0.e30.",
      password,
    });
    expect([forged.statusCode, forged.json().code]).toEqual([400, "INVALID_TOKEN"]);
  });

  test("can be sent again, and asking for one looks the same whoever has the address", async () => {
    const browser = openBrowser(api.app);
    await signUp(browser, "late@example.com");
    await api.db.query("UPDATE outbox SET sent_at = now()");
    await aUser(api.db, { email: "verified@example.com" });
    const ask = (email: string) => browser.post("/api/auth/send-verification-email", { email });
    const answers = await Promise.all(
      ["late@example.com", "verified@example.com", "nobody@example.com"].map(ask),
    );
    expect(new Set(answers.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1);
    expect(await mailsTo(api.db, "late@example.com")).toHaveLength(2);
    expect(await mailsTo(api.db, "verified@example.com")).toEqual([]);

    const resets = await Promise.all(
      ["verified@example.com", "nobody@example.com"].map((email) =>
        browser.post("/api/auth/request-password-reset", { email }),
      ),
    );
    expect(new Set(resets.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1);
  });
});
