import { demoLogins, demoPassword } from "@payrun/demo";
import type { Page } from "playwright-core";
import { inject } from "vitest";
import { creators } from "../start-system.ts";

/** Somebody of the demo, or an address. */
export type Who = "creator" | "creator_with_missing_documents" | "fan" | `${string}@${string}`;

type Session = { readonly cookie: Promise<string>; readonly openedAt: number };

/** One sign-in a person, for all test files of a process: what the server counts are tries. */
const sessions = new Map<string, Session>();
/** Below the quarter of an hour after which some steps ask who it is once more. */
const freshMs = 10 * 60_000;

/** The address that somebody of the demo signs in with. */
export function addressOf(who: Who): string {
  if (who.includes("@")) return who;
  const login = demoLogins({ seed: "1", creators }).find(({ as }) => as === who);
  if (login === undefined) throw new Error(`the demo has no ${who}`);
  return login.email;
}

/** Signs somebody in as her browser would be after the form. */
export async function signIn(page: Page, who: Who): Promise<void> {
  const email = addressOf(who);
  const known = sessions.get(email);
  const isFresh = known !== undefined && performance.now() - known.openedAt < freshMs;
  const session = isFresh ? known : { cookie: openSession(email), openedAt: performance.now() };
  sessions.set(email, session);
  await putSession(page, await session.cookie);
}

/** A session that no other page has: for tests that end it. */
export async function signInAlone(page: Page, who: Who): Promise<void> {
  await putSession(page, await openSession(addressOf(who)));
}

async function openSession(email: string): Promise<string> {
  const { baseURL } = inject("system");
  const response = await fetch(`${baseURL}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: baseURL },
    body: JSON.stringify({ email, password: demoPassword }),
  });
  const cookie = response.headers.getSetCookie().find((each) => each.includes("session_token"));
  if (!response.ok || cookie === undefined) {
    throw new Error(`${email} cannot sign in: ${response.status} ${await response.text()}`);
  }
  return cookie.split(";")[0] ?? "";
}

async function putSession(page: Page, cookie: string): Promise<void> {
  const [name = "", ...value] = cookie.split("=");
  await page.context().addCookies([
    {
      name,
      value: value.join("="),
      url: inject("system").baseURL.replace("http:", "https:"),
      httpOnly: true,
      secure: true,
      sameSite: "Lax",
    },
  ]);
}
