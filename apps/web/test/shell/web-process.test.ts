import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { freePort } from "@payrun/testkit";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

const main = join(import.meta.dirname, "../../server/main.ts");
let api: Server;
let web: ChildProcess;
let origin: string;
/** What reached the API, and the answers that are still open. */
const heard: { readonly url: string | undefined; readonly headers: IncomingHttpHeaders }[] = [];
const streams: ServerResponse[] = [];

/** A server that answers as the API's event stream does, and remembers what it was asked. */
function startApi(): Promise<Server> {
  const server = createServer(({ url, headers }, response) => {
    heard.push({ url, headers });
    if (headers.accept !== "text/event-stream") return response.end("{}");
    streams.push(response);
    response.writeHead(200, { "content-type": "text/event-stream" });
    return response.write("data: first\n\n");
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(server));
  });
}

beforeAll(async () => {
  api = await startApi();
  const port = await freePort();
  origin = `http://localhost:${port}`;
  web = spawn(process.execPath, [main], {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      WEB_PORT: String(port),
      WEB_ORIGIN: "https://pay.example.com",
      API_HOST: "0.0.0.0",
      API_PORT: String((api.address() as AddressInfo).port),
    },
  });
  await vi.waitFor(() => fetch(`${origin}/healthz`), { timeout: 20_000 });
});

afterAll(() => {
  web.kill("SIGKILL");
  api.closeAllConnections();
  api.close();
});

async function openStream() {
  const asking = new AbortController();
  const response = await fetch(`${origin}/trpc/creator/live.changes`, {
    headers: { accept: "text/event-stream" },
    signal: asking.signal,
  });
  const reader = response.body?.getReader();
  if (reader === undefined) throw new Error("the stream has no body");
  const next = async () => {
    const { value, done } = await reader.read();
    return done ? null : new TextDecoder().decode(value);
  };
  return { next, leave: () => asking.abort() };
}

describe("the web app's server", () => {
  test("tells the API who asks, by which address, and how", async () => {
    await fetch(`${origin}/trpc/creator/session.me?batch=1`, {
      headers: { "x-forwarded-for": "203.0.113.7" },
    });
    const { url, headers } = heard.at(-1) ?? {};
    expect(url).toBe("/trpc/creator/session.me?batch=1");
    expect(headers).toMatchObject({ "x-forwarded-host": "pay.example.com", "x-forwarded-proto": "https" });
    expect(headers?.["x-forwarded-for"]).toMatch(/^203\.0\.113\.7, (127\.0\.0\.1|::1)$/);
  });

  test("passes events on as they happen, and lets go of the API when the browser leaves", async () => {
    const stream = await openStream();
    expect(await stream.next()).toBe("data: first\n\n");
    streams.at(-1)?.write("data: second\n\n");
    expect(await stream.next()).toBe("data: second\n\n");
    const gone = once(streams.at(-1) ?? web, "close");
    stream.leave();
    await gone;
  });

  test("says that the API does not answer, and when to ask again", async () => {
    const { port } = api.address() as AddressInfo;
    api.closeAllConnections();
    await new Promise((resolve) => api.close(resolve));
    const response = await fetch(`${origin}/trpc/creator/session.me`);
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "2"]);
    expect(await response.json()).toMatchObject({ error: { code: "unavailable" } });
    await new Promise<void>((resolve) => api.listen(port, "127.0.0.1", resolve));
  });

  test("ends by itself when it is told to, also with streams open", async () => {
    const stream = await openStream();
    await stream.next();
    const ended = once(web, "exit");
    web.kill("SIGTERM");
    web.kill("SIGTERM");
    await expect(stream.next()).rejects.toThrow();
    expect(await ended).toEqual([0, null]);
  });
});
