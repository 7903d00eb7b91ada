import { refusedBy } from "@payrun/db";
import type { FastifyRequest } from "fastify";
import { addressHeader, type Auth } from "./accounts/create-auth.ts";
import { sessionCookieName } from "./session-cookie.ts";

/** What better-auth answered. */
export type AuthAnswer = {
  readonly status: number;
  readonly body: unknown;
  readonly setCookies: readonly string[];
};

export type AuthQuestion = {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** In place of the request's own. */
  readonly cookie?: string;
};

/** Asks better-auth on behalf of a request: from its address and device, and with its cookies unless others are given. */
export async function askAuth(
  auth: Auth,
  request: FastifyRequest,
  webOrigin: string,
  { method, path, query = {}, body, cookie = request.headers.cookie ?? "" }: AuthQuestion,
): Promise<AuthAnswer> {
  const url = new URL(`/api/auth${path}`, webOrigin);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const headers = new Headers({
    [addressHeader]: request.ip,
    "user-agent": (request.headers["user-agent"] ?? "").slice(0, 500),
    "content-type": "application/json",
    origin: webOrigin,
    cookie,
  });
  const asked = new Request(url, {
    method,
    headers,
    ...(method === "POST" && { body: JSON.stringify(body ?? {}) }),
  });
  const response = await auth.handler(asked).catch(asTakenAddress);
  const text = await response.text();
  return {
    status: response.status,
    body: text === "" ? null : JSON.parse(text),
    setCookies: response.headers.getSetCookie(),
  };
}

/** Somebody else took the address between the mail and its link. */
function asTakenAddress(error: unknown): Response {
  if (refusedBy(error) !== "users_email_key") throw error;
  return Response.json(
    { code: "EMAIL_IN_USE", message: "another account has this address" },
    { status: 409 },
  );
}

/** Whether the answer begins a session. */
export function beginsSession({ setCookies }: AuthAnswer): boolean {
  return setCookies.some((line) => new RegExp(`^${sessionCookieName}=[^;]`).test(line));
}

/** The cookies of an answer as a browser would send them back. */
export function asCookieHeader({ setCookies }: AuthAnswer): string {
  return setCookies.map((line) => line.slice(0, line.indexOf(";"))).join("; ");
}

/** `INVALID_PASSWORD` and the like; null for an answer that is no refusal. */
export function refusalCodeOf({ status, body }: AuthAnswer): string | null {
  if (status < 400 || typeof body !== "object" || body === null || !("code" in body)) return null;
  return typeof body.code === "string" ? body.code : null;
}
