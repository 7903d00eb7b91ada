import type { FastifyInstance, LightMyRequestResponse } from "fastify";
import { settings } from "../test-api.ts";

/** A browser without a screen: it keeps cookies and says where its page is from. */
export type TestBrowser = {
  readonly post: (
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<LightMyRequestResponse>;
  readonly get: (path: string) => Promise<LightMyRequestResponse>;
  readonly cookies: Map<string, string>;
};

let addresses = 0;

/** @param address where it is; by default nobody else is there, so that tries of other tests do not count. */
export function openBrowser(api: FastifyInstance, address = nextAddress()): TestBrowser {
  const cookies = new Map<string, string>();
  const send = async (
    method: "GET" | "POST",
    path: string,
    body: unknown,
    headers: Record<string, string>,
  ) => {
    const answer = await api.inject({
      method,
      url: path,
      remoteAddress: address,
      headers: {
        ...(cookies.size > 0 && {
          cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        }),
        "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Test/1.0",
        ...(method === "POST" && { origin: settings.webOrigin, "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { payload: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    for (const line of setCookiesOf(answer)) {
      const [pair = ""] = line.split(";");
      const name = pair.slice(0, pair.indexOf("="));
      if (/max-age=0/i.test(line)) cookies.delete(name);
      else cookies.set(name, pair.slice(name.length + 1));
    }
    return answer;
  };
  return {
    post: (path, body = {}, headers = {}) => send("POST", path, body, headers),
    get: (path) => send("GET", path, undefined, {}),
    cookies,
  };
}

export function nextAddress(): string {
  addresses += 1;
  return `203.0.${addresses >> 8}.${addresses & 255}`;
}

export function setCookiesOf(answer: LightMyRequestResponse): readonly string[] {
  return [answer.headers["set-cookie"] ?? []].flat();
}
