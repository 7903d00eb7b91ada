import { describe, expect, test } from "vitest";
import { apiOfTestFile, settings } from "../test-api.ts";
import { nextAddress, openBrowser, setCookiesOf, type TestBrowser } from "./browser.ts";
import { mailedToken, mailsTo } from "./mails.ts";
import { aSession, aUser, password, signedIn } from "./people.ts";

const api = apiOfTestFile();

const signIn = (browser: TestBrowser, email: string, given = password) =>
  browser.post("/api/auth/sign-in/email", { email, password: given });

async function isSignedIn(browser: TestBrowser): Promise<boolean> {
  const { body } = await browser.get("/trpc/creator/session.me");
  return JSON.parse(body).result.data.json !== null;
}

describe("signing in", () => {
  test("sets cookies that only this host's HTTPS pages send and no script reads, and puts no token in the body", async () => {
    const { email } = await aUser(api.db);
    const answer = await signIn(openBrowser(api.app), email);
    const [session, known, ...more] = setCookiesOf(answer);
    expect(more).toEqual([]);
    const flags = "Path=/; HttpOnly; Secure; SameSite=Lax";
    expect(session?.replace(/=[^;]+/, "=…")).toBe(`__Host-payrun.session_token=…; Max-Age=1209600; ${flags}`);
    expect(known?.replace(/=[^;]+/, "=…")).toBe(`__Host-payrun.known=…; Max-Age=34560000; ${flags}`);
    expect(answer.json()).toEqual({ twoFactorRedirect: false });
  });

  test("says the same of a wrong password and of an address that nobody has", async () => {
    const { email } = await aUser(api.db);
    const wrong = await signIn(openBrowser(api.app), email, "not the password");
    const unknown = await signIn(openBrowser(api.app), "nobody-here@example.com", "not the password");
    expect([wrong.statusCode, wrong.body]).toEqual([unknown.statusCode, unknown.body]);
    expect(wrong.statusCode).toBe(401);
  });

  test("is refused to a banned user, and her sessions open nothing", async () => {
    const { email, userId } = await aUser(api.db, { role: "creator" });
    const browser = await signedIn(api, email);
    await api.db.query("UPDATE users SET banned_at = now(), ban_reason = 'fraud' WHERE id = $1", [userId]);
    expect(await isSignedIn(browser)).toBe(false);
    const changed = await browser.post("/api/auth/change-password", {
      currentPassword: password,
      newPassword: password,
    });
    expect([changed.statusCode, changed.json().code]).toEqual([403, "BANNED"]);
    const again = await signIn(openBrowser(api.app), email);
    expect([again.statusCode, again.json().code, setCookiesOf(again)]).toEqual([403, "BANNED", []]);
  });

  test("in a browser that is signed in ends the session before", async () => {
    const { email, userId } = await aUser(api.db);
    const browser = await signedIn(api, email);
    const first = new Map(browser.cookies);
    await signIn(browser, email);
    expect(await api.db.query("SELECT FROM sessions WHERE user_id = $1", [userId])).toHaveLength(1);
    const old = openBrowser(api.app);
    for (const [name, value] of first) old.cookies.set(name, value);
    expect(await isSignedIn(old)).toBe(false);
  });

  test("lasts until signing out, which the next request sees", async () => {
    const { email } = await aUser(api.db);
    const browser = openBrowser(api.app);
    await signIn(browser, email);
    const copy = openBrowser(api.app);
    for (const [name, value] of browser.cookies) copy.cookies.set(name, value);
    expect(await isSignedIn(copy)).toBe(true);
    expect((await browser.post("/api/auth/sign-out")).statusCode).toBe(200);
    expect([...browser.cookies.keys()]).toEqual(["__Host-payrun.known"]);
    expect(await isSignedIn(copy)).toBe(false);
  });

  test("cannot be had with a cookie that was made up, or signed with another secret", async () => {
    const { userId } = await aUser(api.db);
    const { cookie } = await aSession(api.db, userId);
    const [name = "", value = ""] = cookie.split("=");
    const token = decodeURIComponent(value).split(".")[0] ?? "";
    for (const forged of [token, `${token}.`, `${token}.AAAA`, `${token}.${"A".repeat(43)}%3D`, "%", ""]) {
      const browser = openBrowser(api.app);
      browser.cookies.set(name, forged);
      expect(await isSignedIn(browser)).toBe(false);
    }
    const other = await api.with({ authSecret: "another secret, just as long as the first one was" });
    const answer = await other.inject({ url: "/trpc/creator/session.me", headers: { cookie } });
    expect(JSON.parse(answer.body).result.data.json).toBeNull();
  });
});

describe("tries", () => {
  test("of one account from one address end after five, for everybody else nothing changes", async () => {
    const { email } = await aUser(api.db);
    const here = openBrowser(api.app);
    const tries = await Promise.all(Array.from({ length: 6 }, () => signIn(here, email, "guess")));
    expect(tries.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([
      401, 401, 401, 401, 401, 429,
    ]);
    const refused = await signIn(here, email);
    expect(refused.statusCode).toBe(429);
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(200);
    expect(refused.json()).toMatchObject({
      code: "TOO_MANY_TRIES",
      retryAfterSeconds: Number(refused.headers["retry-after"]),
    });
    expect((await signIn(openBrowser(api.app), email)).statusCode).toBe(200);
    const { email: another } = await aUser(api.db);
    expect((await signIn(here, another)).statusCode).toBe(200);
  });

  test("are forgotten when the password was right", async () => {
    const { email } = await aUser(api.db);
    const here = openBrowser(api.app);
    for (let round = 0; round < 2; round += 1) {
      const tries = await Promise.all(Array.from({ length: 4 }, () => signIn(here, email, "guess")));
      expect(tries.map(({ statusCode }) => statusCode)).toEqual([401, 401, 401, 401]);
      expect((await signIn(here, email)).statusCode).toBe(200);
    }
  });

  test("are counted by the address that our web server forwards, and by no other word for it", async () => {
    const { email } = await aUser(api.db);
    const viaProxy = (forwarded: string, peer: string) => {
      const browser = openBrowser(api.app, peer);
      return browser.post(
        "/api/auth/sign-in/email",
        { email, password: "guess" },
        { "x-forwarded-for": forwarded },
      );
    };
    const attacker = nextAddress();
    await Promise.all(Array.from({ length: 5 }, () => viaProxy(attacker, "127.0.0.1")));
    expect((await viaProxy(attacker, "127.0.0.1")).statusCode).toBe(429);
    expect((await viaProxy(nextAddress(), "127.0.0.1")).statusCode).toBe(401);
    // Not from our proxy: what it says about itself is not believed.
    const direct = nextAddress();
    await Promise.all(Array.from({ length: 5 }, () => viaProxy(nextAddress(), direct)));
    expect((await viaProxy(nextAddress(), direct)).statusCode).toBe(429);
  });

  test("are counted in the database, for all processes at once", async () => {
    const { email } = await aUser(api.db);
    const other = await api.with({});
    const address = nextAddress();
    const tries = [api.app, other, api.app, other, api.app].map((app) =>
      signIn(openBrowser(app, address), email, "guess"),
    );
    await Promise.all(tries);
    expect((await signIn(openBrowser(other, address), email, "guess")).statusCode).toBe(429);
  });
});

describe("a password", () => {
  test("has 12 to 128 characters", async () => {
    const browser = openBrowser(api.app);
    for (const [length, status] of [
      [11, 400],
      [12, 200],
      [128, 200],
      [129, 400],
    ] as const) {
      const email = `length-${length}@example.com`;
      const answer = await browser.post("/api/auth/sign-up/email", {
        name: "Ada",
        email,
        password: "x".repeat(length),
      });
      expect([length, answer.statusCode]).toEqual([length, status]);
    }
  });

  test("that is changed ends all other sessions, renews this one, and is told by mail", async () => {
    const { email, userId } = await aUser(api.db);
    const [here, there] = [await signedIn(api, email), await signedIn(api, email)];
    const newPassword = "quite another password";
    const wrong = await here.post("/api/auth/change-password", {
      currentPassword: "not the password",
      newPassword,
    });
    expect([wrong.statusCode, wrong.json().code]).toEqual([400, "INVALID_PASSWORD"]);
    expect(
      (await here.post("/api/auth/change-password", { currentPassword: password, newPassword })).statusCode,
    ).toBe(200);
    expect([await isSignedIn(here), await isSignedIn(there)]).toEqual([true, false]);
    expect(await api.db.query("SELECT FROM sessions WHERE user_id = $1", [userId])).toHaveLength(1);
    expect((await signIn(openBrowser(api.app), email)).statusCode).toBe(401);
    expect((await signIn(openBrowser(api.app), email, newPassword)).statusCode).toBe(200);
    expect(await mailsTo(api.db, email)).toMatchObject([
      { kind: "password_changed", url: null },
      { kind: "new_sign_in" },
    ]);
  });

  test("that is reset ends all sessions and is told by mail", async () => {
    const { email } = await aUser(api.db, { locale: "de" });
    const there = await signedIn(api, email);
    const browser = openBrowser(api.app);
    await browser.post("/api/auth/request-password-reset", { email });
    const token = await mailedToken(api.db, email, "reset_password");
    const newPassword = "quite another password";
    expect((await browser.post("/api/auth/reset-password", { token, newPassword })).statusCode).toBe(200);
    expect(await isSignedIn(there)).toBe(false);
    expect((await signIn(browser, email, newPassword)).statusCode).toBe(200);
    expect(await mailsTo(api.db, email)).toMatchObject([
      { kind: "reset_password", locale: "de", url: `${settings.webOrigin}/reset-password?token=${token}` },
      { kind: "password_changed", locale: "de" },
      { kind: "new_sign_in", locale: "de" },
    ]);
  });
});
