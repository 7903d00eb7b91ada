import { TOTP, URI } from "otpauth";
import { describe, expect, test } from "vitest";
import { apiOfTestFile } from "../test-api.ts";
import { openBrowser, setCookiesOf, type TestBrowser } from "./browser.ts";
import { mailedToken, mailsTo } from "./mails.ts";
import { aCreator, aUser, password, signedIn } from "./people.ts";

const api = apiOfTestFile();

const signIn = (browser: TestBrowser, email: string) =>
  browser.post("/api/auth/sign-in/email", { email, password });

async function me(browser: TestBrowser) {
  const { body } = await browser.get("/trpc/creator/session.me");
  return JSON.parse(body).result.data.json as Record<string, unknown> | null;
}

const call = (browser: TestBrowser, path: string, input?: unknown) =>
  browser.post(`/trpc/creator/${path}`, input === undefined ? {} : { json: input });

/** Her session was opened this many minutes ago. */
const grow = (userId: string, minutes: number) =>
  api.db.query("UPDATE sessions SET created_at = created_at - $2 * interval '1 minute' WHERE user_id = $1", [
    userId,
    minutes,
  ]);

type SecondFactor = { readonly totp: TOTP; readonly backupCodes: readonly string[] };

async function setUpSecondFactor(browser: TestBrowser): Promise<SecondFactor> {
  const enabled = await browser.post("/api/auth/two-factor/enable", { password });
  expect(enabled.statusCode).toBe(200);
  const { totpURI, backupCodes } = enabled.json<{ totpURI: string; backupCodes: string[] }>();
  const totp = URI.parse(totpURI);
  if (!(totp instanceof TOTP)) throw new Error("not a TOTP link");
  expect((await me(browser))?.["twoFactorEnabled"]).toBe(false);
  expect((await browser.post("/api/auth/two-factor/verify-totp", { code: totp.generate() })).statusCode).toBe(
    200,
  );
  return { totp, backupCodes };
}

describe("a second factor", () => {
  test("is on once its first code was right, names Payrun and the account, and is told by mail", async () => {
    const { email } = await aUser(api.db);
    const browser = await signedIn(api, email);
    const { totp, backupCodes } = await setUpSecondFactor(browser);
    expect([totp.issuer, totp.label, backupCodes.length]).toEqual(["Payrun", email, 10]);
    expect(await me(browser)).toMatchObject({ twoFactorEnabled: true });
    expect(await mailsTo(api.db, email)).toMatchObject([{ kind: "two_factor_enabled" }]);
  });

  test("stands between the password and a session: until then no request is hers", async () => {
    const { email, userId } = await aUser(api.db);
    const { totp } = await setUpSecondFactor(await signedIn(api, email));
    await api.db.query("DELETE FROM sessions WHERE user_id = $1", [userId]);

    const browser = openBrowser(api.app);
    const first = await signIn(browser, email);
    expect([first.statusCode, first.json()]).toEqual([200, { twoFactorRedirect: true }]);
    expect(setCookiesOf(first).filter((line) => /session_token=[^;]/.test(line))).toEqual([]);
    expect(await api.db.query("SELECT FROM sessions WHERE user_id = $1", [userId])).toEqual([]);
    expect(await me(browser)).toBeNull();

    const wrong = await browser.post("/api/auth/two-factor/verify-totp", {
      code: "000000",
      trustDevice: true,
    });
    expect([wrong.statusCode, wrong.json().code]).toEqual([401, "INVALID_CODE"]);
    expect(await me(browser)).toBeNull();
    await browser.post("/api/auth/two-factor/verify-totp", { code: totp.generate(), trustDevice: true });
    expect(await me(browser)).toMatchObject({ email });

    // No device is trusted for having done it once.
    await browser.post("/api/auth/sign-out");
    expect((await signIn(browser, email)).json()).toEqual({ twoFactorRedirect: true });
    expect(await me(browser)).toBeNull();
  });

  test("is not passed by without the challenge that the password opened", async () => {
    const { email } = await aUser(api.db);
    const { totp } = await setUpSecondFactor(await signedIn(api, email));
    const answer = await openBrowser(api.app).post("/api/auth/two-factor/verify-totp", {
      code: totp.generate(),
    });
    expect(answer.statusCode).toBe(401);
    expect(setCookiesOf(answer)).toEqual([]);
  });

  test("can be a backup code, each once", async () => {
    const { email } = await aUser(api.db);
    const { backupCodes } = await setUpSecondFactor(await signedIn(api, email));
    const withCode = async () => {
      const browser = openBrowser(api.app);
      await signIn(browser, email);
      const { statusCode } = await browser.post("/api/auth/two-factor/verify-backup-code", {
        code: backupCodes[0],
      });
      return [statusCode, (await me(browser)) !== null];
    };
    expect(await withCode()).toEqual([200, true]);
    expect(await withCode()).toEqual([401, false]);
  });

  test("is not guessed: five wrong codes end the challenge", async () => {
    const { email } = await aUser(api.db);
    const { totp } = await setUpSecondFactor(await signedIn(api, email));
    const browser = openBrowser(api.app);
    await signIn(browser, email);
    const verify = (code: string) => browser.post("/api/auth/two-factor/verify-totp", { code });
    for (let tries = 0; tries < 5; tries += 1) expect((await verify("000000")).statusCode).toBe(401);
    expect((await verify(totp.generate())).statusCode).toBe(429);
    expect(await me(browser)).toBeNull();
  });

  test("goes only by password and soon after signing in, and is told by mail", async () => {
    const { email, userId } = await aUser(api.db);
    const browser = await signedIn(api, email);
    await setUpSecondFactor(browser);
    const wrong = await browser.post("/api/auth/two-factor/disable", { password: "not the password" });
    expect(wrong.json().code).toBe("INVALID_PASSWORD");
    await grow(userId, 16);
    const late = await browser.post("/api/auth/two-factor/disable", { password });
    expect([late.statusCode, late.json().code]).toEqual([403, "SESSION_NOT_FRESH"]);
    await grow(userId, -16);
    expect((await browser.post("/api/auth/two-factor/disable", { password })).statusCode).toBe(200);
    expect(await me(browser)).toMatchObject({ twoFactorEnabled: false });
    expect(await mailsTo(api.db, email)).toMatchObject([
      { kind: "two_factor_enabled" },
      { kind: "two_factor_disabled" },
    ]);
  });
});

describe("confirming that it is you", () => {
  test("makes the session fresh by password, and ends the one before", async () => {
    const { email, userId } = await aUser(api.db, { role: "creator" });
    const browser = await signedIn(api, email);
    await grow(userId, 16);
    expect((await call(browser, "session.removePasskey", { passkeyId: userId })).statusCode).toBe(401);
    expect((await browser.post("/api/auth/confirm", { password: "not the password" })).statusCode).toBe(401);
    expect((await call(browser, "session.removePasskey", { passkeyId: userId })).statusCode).toBe(401);
    expect((await browser.post("/api/auth/confirm", { password })).statusCode).toBe(200);
    expect((await call(browser, "session.removePasskey", { passkeyId: userId })).statusCode).toBe(404);
    expect(await api.db.query("SELECT FROM sessions WHERE user_id = $1", [userId])).toHaveLength(1);
  });

  test("asks for the second factor, too, and leaves her signed in meanwhile", async () => {
    const { email, userId } = await aUser(api.db);
    const browser = await signedIn(api, email);
    const { totp } = await setUpSecondFactor(browser);
    await grow(userId, 16);
    const first = await browser.post("/api/auth/confirm", { password });
    expect([first.statusCode, first.json(), setCookiesOf(first)]).toEqual([
      200,
      { twoFactorRedirect: true },
      [],
    ]);
    expect((await browser.post("/api/auth/confirm", { password, code: "000000" })).statusCode).toBe(401);
    expect(await me(browser)).not.toBeNull();
    expect((await browser.post("/api/auth/confirm", { password, code: totp.generate() })).statusCode).toBe(
      200,
    );
    expect((await call(browser, "session.removePasskey", { passkeyId: userId })).statusCode).toBe(404);
  });

  test("is nothing for somebody who is not signed in", async () => {
    expect((await openBrowser(api.app).post("/api/auth/confirm", { password })).statusCode).toBe(401);
  });
});

describe("the list of sessions", () => {
  test("names each browser, and what is ended there is refused at its very next request", async () => {
    const { email } = await aUser(api.db);
    const [here, there] = [openBrowser(api.app), openBrowser(api.app)];
    await Promise.all([here, there].map((browser) => signIn(browser, email)));
    const listed = JSON.parse((await here.get("/trpc/creator/session.sessions")).body).result.data.json as {
      sessionId: string;
      isThisOne: boolean;
      userAgent: string;
    }[];
    expect(listed.filter(({ isThisOne }) => isThisOne)).toHaveLength(1);
    expect(listed).toHaveLength(2);
    expect(JSON.stringify(listed)).not.toContain("token");
    const other = listed.find(({ isThisOne }) => !isThisOne);
    expect(other?.userAgent).toContain("Test/1.0");
    expect((await there.get("/trpc/creator/session.sessions")).statusCode).toBe(200);
    expect((await call(here, "session.revoke", { sessionId: other?.sessionId })).statusCode).toBe(200);
    expect((await there.get("/trpc/creator/session.sessions")).statusCode).toBe(401);
    expect((await here.get("/trpc/creator/session.sessions")).statusCode).toBe(200);
  });

  test("can be cut to this one", async () => {
    const { email } = await aUser(api.db);
    const [here, there] = [await signedIn(api, email), await signedIn(api, email)];
    const answer = await call(here, "session.revokeOthers");
    expect(JSON.parse(answer.body).result.data.json).toEqual({ revokedCount: 1 });
    expect([(await me(here)) !== null, (await me(there)) !== null]).toEqual([true, false]);
  });
});

describe("another address", () => {
  test("is confirmed from the old one, then from the new one, and the old one is remembered", async () => {
    const { email, userId } = await aUser(api.db);
    const browser = await signedIn(api, email);
    const newEmail = `new-${email}`;
    await grow(userId, 16);
    expect((await browser.post("/api/auth/change-email", { newEmail })).json().code).toBe(
      "SESSION_NOT_FRESH",
    );
    await grow(userId, -16);
    expect((await browser.post("/api/auth/change-email", { newEmail })).statusCode).toBe(200);
    expect(await mailsTo(api.db, newEmail)).toEqual([]);

    const first = await mailedToken(api.db, email, "confirm_email_change");
    const confirmed = await openBrowser(api.app).post("/api/auth/verify-email", { token: first });
    expect([confirmed.statusCode, confirmed.json()]).toMatchObject([200, { step: "confirmed" }]);
    expect(await me(browser)).toMatchObject({ email });
    const second = await mailedToken(api.db, newEmail, "verify_email");
    const changed = await openBrowser(api.app).post("/api/auth/verify-email", { token: second });
    expect([changed.statusCode, changed.json()]).toMatchObject([200, { step: "changed" }]);
    expect(await me(browser)).toMatchObject({ email: newEmail, emailVerified: true });
    expect(await api.db.query("SELECT previous_email FROM users WHERE id = $1", [userId])).toEqual([
      { previous_email: email },
    ]);
  });

  test("that was taken meanwhile is refused", async () => {
    const { email } = await aUser(api.db);
    const browser = await signedIn(api, email);
    const newEmail = `taken-${email}`;
    await browser.post("/api/auth/change-email", { newEmail });
    const first = await mailedToken(api.db, email, "confirm_email_change");
    await browser.post("/api/auth/verify-email", { token: first });
    await aUser(api.db, { email: newEmail });
    const second = await mailedToken(api.db, newEmail, "verify_email");
    const refused = await browser.post("/api/auth/verify-email", { token: second });
    expect([refused.statusCode, refused.json().code]).toEqual([409, "EMAIL_IN_USE"]);
    expect(await me(browser)).toMatchObject({ email });
  });

  test("of a creator makes her that creator when she signs in next", async () => {
    const { email } = await aUser(api.db);
    const browser = await signedIn(api, email);
    const newEmail = `creator-${email}`;
    const creatorId = await aCreator(api.db, { email: newEmail });
    await browser.post("/api/auth/change-email", { newEmail });
    expect(await me(browser)).toMatchObject({ role: "fan" });
    await browser.post("/api/auth/verify-email", {
      token: await mailedToken(api.db, email, "confirm_email_change"),
    });
    await browser.post("/api/auth/verify-email", {
      token: await mailedToken(api.db, newEmail, "verify_email"),
    });
    await signIn(browser, newEmail);
    expect(await me(browser)).toMatchObject({ role: "creator", creator: { creatorId } });
  });
});
