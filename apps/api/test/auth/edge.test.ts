import { describe, expect, test } from "vitest";
import { apiOfTestFile, settings } from "../test-api.ts";
import { openBrowser } from "./browser.ts";
import { aSession, aUser, password } from "./people.ts";

const api = apiOfTestFile();

describe("a call with our cookie", () => {
  const from = async (path: string, headers: Record<string, string>) => {
    const { userId } = await aUser(api.db);
    const { cookie } = await aSession(api.db, userId);
    return api.app.inject({
      method: "POST",
      url: path,
      headers: { cookie, "content-type": "application/json", ...headers },
      payload: "{}",
    });
  };
  const revokeOthers = "/trpc/creator/session.revokeOthers";
  const admin = "/trpc/admin/me";
  const signOut = "/api/auth/sign-out";

  test.for([
    { from: "another site", path: revokeOthers, headers: { origin: "https://evil.example" } },
    { from: "another site", path: signOut, headers: { origin: "https://evil.example" } },
    { from: "a page without an origin", path: signOut, headers: { origin: "null" } },
    {
      from: "another site, as the browser says",
      path: revokeOthers,
      headers: { "sec-fetch-site": "cross-site" },
    },
    { from: "a neighbour on the same site", path: signOut, headers: { "sec-fetch-site": "same-site" } },
    { from: "the admin app", path: revokeOthers, headers: { origin: settings.adminOrigin } },
    { from: "the web app", path: admin, headers: { origin: settings.webOrigin } },
    {
      from: "an origin that begins like ours",
      path: signOut,
      headers: { origin: `${settings.webOrigin}.evil.example` },
    },
  ])("from $from to $path is refused", async ({ path, headers }) => {
    const answer = await from(path, headers);
    expect([answer.statusCode, answer.json().error.code]).toEqual([403, "foreign_origin"]);
  });

  test.for([
    { from: "the web app", path: revokeOthers, headers: { origin: settings.webOrigin } },
    { from: "the web app", path: signOut, headers: { origin: settings.webOrigin } },
    { from: "the admin app", path: signOut, headers: { origin: settings.adminOrigin } },
    {
      from: "the same origin, as the browser says",
      path: signOut,
      headers: { "sec-fetch-site": "same-origin" },
    },
    { from: "a program that is no browser", path: signOut, headers: {} },
  ])("from $from to $path is let through", async ({ path, headers }) => {
    const answer = await from(path, headers);
    expect(answer.statusCode).not.toBe(403);
  });
});

describe("what is not meant to be reached", () => {
  test.for([
    ["POST", "/update-user"],
    ["POST", "/update-session"],
    ["POST", "/delete-user"],
    ["GET", "/delete-user/callback?token=x"],
    ["POST", "/set-password"],
    ["GET", "/list-sessions"],
    ["POST", "/revoke-session"],
    ["GET", "/list-accounts"],
    ["POST", "/link-social"],
    ["POST", "/sign-in/social"],
    ["GET", "/callback/google"],
    ["GET", "/verify-email?token=x"],
    ["GET", "/reset-password/x?callbackURL=/"],
    ["POST", "/two-factor/get-totp-uri"],
    ["POST", "/two-factor/send-otp"],
    ["GET", "/passkey/list-user-passkeys"],
    ["POST", "/passkey/delete-passkey"],
    ["POST", "/passkey/update-passkey"],
    ["GET", "/ok"],
    ["GET", "/error"],
    ["GET", "/reference"],
    ["POST", "/sign-in/email/"],
    ["POST", "//sign-in/email"],
  ] as const)("%s /api/auth%s answers 404", async ([method, path]) => {
    const { userId } = await aUser(api.db);
    const { cookie } = await aSession(api.db, userId);
    const answer = await api.app.inject({
      method,
      url: `/api/auth${path}`,
      headers: { cookie, origin: settings.webOrigin },
      ...(method === "POST" && { payload: { role: "owner", password } }),
    });
    expect(answer.statusCode).toBe(404);
  });
});

describe("a body that is none", () => {
  const big = JSON.stringify({ email: "a@example.com", password: "x".repeat(10_000_000) });
  test.for([
    { is: "no JSON", payload: "{", status: 400 },
    { is: "an array", payload: "[]", status: 400 },
    { is: "a string", payload: '"x"', status: 400 },
    { is: "without what is needed", payload: "{}", status: 400 },
    { is: "of the wrong types", payload: '{"email":1,"password":{}}', status: 400 },
    { is: "with a NUL in it", payload: '{"email":"a\\u0000@example.com","password":"x"}', status: 400 },
    {
      is: "with half a surrogate pair",
      payload: '{"email":"\\ud800@example.com","password":"x"}',
      status: 400,
    },
    { is: "polluting", payload: '{"__proto__":{"email":"a@example.com"}}', status: 400 },
    { is: "10 MB long", payload: big, status: 413 },
  ])("$is is the caller's fault", async ({ payload, status }) => {
    const answer = await openBrowser(api.app).post("/api/auth/sign-in/email", payload);
    expect(answer.statusCode).toBe(status);
    expect(answer.headers["x-request-id"]).toEqual(expect.any(String));
  });

  test("of another type is refused", async () => {
    const answer = await openBrowser(api.app).post("/api/auth/sign-in/email", "email=a", {
      "content-type": "application/x-www-form-urlencoded",
    });
    expect(answer.statusCode).toBe(415);
  });

  test("where a name, a code, a link or a passkey is expected is refused, too", async () => {
    const { userId } = await aUser(api.db);
    const { cookie } = await aSession(api.db, userId);
    const [name = "", value = ""] = cookie.split("=");
    const asks = [
      ["sign-up/email", { name: "a\u0000b", email: "nul@example.com", password }],
      ["sign-up/email", { name: "a\nb", email: "line@example.com", password }],
      ["two-factor/verify-totp", { code: "\u0000" }],
      ["reset-password", { token: "\u0000", newPassword: password }],
      ["verify-email", { token: "\ud800" }],
      ["passkey/verify-registration", { response: {} }],
      ["passkey/verify-registration", { response: readableBy("nobody") }],
      ["passkey/verify-authentication", { response: readableBy("nobody") }],
    ] as const;
    for (const [path, body] of asks) {
      const browser = openBrowser(api.app);
      browser.cookies.set(name, value);
      await browser.get("/api/auth/passkey/generate-register-options");
      const answer = await browser.post(`/api/auth/${path}`, body);
      expect([path, Math.floor(answer.statusCode / 100)]).toEqual([path, 4]);
    }
  });

  const readableBy = (id: string) => ({
    id,
    rawId: id,
    type: "public-key",
    clientExtensionResults: {},
    response: { clientDataJSON: "e30", attestationObject: "oA", authenticatorData: "AA", signature: "AA" },
  });
});

test("answers about sessions are kept nowhere, and browsers stay with HTTPS", async () => {
  for (const url of ["/api/auth/get-session", "/trpc/creator/session.me"]) {
    const { headers } = await api.app.inject({ url });
    expect(headers["cache-control"]).toBe("no-store");
    expect(headers["strict-transport-security"]).toBe("max-age=63072000; includeSubDomains");
    expect(headers["content-security-policy"]).toBe("default-src 'none';frame-ancestors 'none'");
  }
});

test("twenty questions in one batch are answered, and one more is too many", async () => {
  const ask = (count: number) => {
    const paths = Array.from({ length: count }, () => "notifications.unreadCount").join(",");
    return api.app.inject({ url: `/trpc/creator/${paths}?batch=1` });
  };
  const twenty = await ask(20);
  expect([twenty.statusCode, twenty.json<readonly unknown[]>().length]).toEqual([401, 20]);
  expect((await ask(21)).statusCode).toBe(400);
});
