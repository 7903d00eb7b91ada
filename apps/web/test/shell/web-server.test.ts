import { request, type ClientRequest } from "node:http";
import { gunzipSync } from "node:zlib";
import { describe, expect, inject, test } from "vitest";

type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
};

type Headers = Readonly<Record<string, string>>;

function get(path: string, headers: Headers = {}): Promise<Answer> {
  const asked = asking("GET", path, headers);
  asked.end();
  return answerTo(asked);
}

/** Sends the head of a request and nothing of its body. */
function announce(path: string, headers: Headers): Promise<Answer> {
  const asked = asking("POST", path, headers);
  asked.flushHeaders();
  return answerTo(asked).finally(() => asked.destroy());
}

/** As it is written: `fetch` would tidy the path and decode the body. */
function asking(method: "GET" | "POST", path: string, headers: Headers): ClientRequest {
  const { hostname, port } = new URL(inject("system").baseURL);
  return request({ method, hostname, port, path, headers });
}

function answerTo(asked: ClientRequest): Promise<Answer> {
  return new Promise((resolve, reject) => {
    asked.on("response", (response) => {
      const pieces: Buffer[] = [];
      response.on("data", (piece: Buffer) => pieces.push(piece));
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers as Answer["headers"],
          body: Buffer.concat(pieces),
        }),
      );
    });
    asked.on("error", reject);
  });
}

async function mainScript(): Promise<string> {
  const { body } = await get("/");
  const [, path = ""] = /(?:src|href)="([^"]+libraries[^"]+\.js)"/.exec(body.toString()) ?? [];
  return path;
}

describe("a page", () => {
  test("lets only its own scripts run, by a nonce that no other answer has", async () => {
    const nonceOf = ({ headers }: Answer) =>
      /'nonce-([^']+)'/.exec(headers["content-security-policy"] ?? "")?.[1];
    const [first, second] = [await get("/"), await get("/payouts")];
    const policy = first.headers["content-security-policy"] ?? "";
    expect(policy).not.toContain("unsafe-");
    for (const rule of [
      "default-src 'none'",
      "'strict-dynamic'",
      "connect-src 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "object-src 'none'",
      "form-action 'self'",
    ]) {
      expect(policy).toContain(rule);
    }
    expect(nonceOf(first)).toHaveLength(24);
    expect(nonceOf(first)).not.toBe(nonceOf(second));
    const scripts = first.body.toString().match(/<script[^>]*>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(1);
    expect(scripts.every((script) => script.includes(`nonce="${nonceOf(first)}"`))).toBe(true);
  });

  test("is never kept, and comes with what browsers need to be strict", async () => {
    const { status, headers } = await get("/earnings");
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      "cache-control": "no-store",
      "strict-transport-security": "max-age=63072000; includeSubDomains",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "same-origin",
    });
  });

  test("comes with the files of its own page, so that they are fetched together with the first ones", async () => {
    const preloaded = async (path: string) => {
      const links = (await get(path)).body.toString().match(/<link rel="modulepreload" [^>]*>/g) ?? [];
      return links.filter((link) => link.includes("-page-")).join("");
    };
    expect(await preloaded("/earnings")).toContain("/assets/earnings-page-");
    expect(await preloaded("/payouts/019a0000-0000-7000-8000-000000000000")).toContain(
      "/assets/payout-page-",
    );
    expect(await preloaded("/get-paid/return")).toContain("/assets/get-paid-return-page-");
    expect([await preloaded("/"), await preloaded("/no/such/page")]).toEqual(["", ""]);
  });

  test("is told whether there may be somebody to ask for", async () => {
    const told = async (cookie: string) =>
      (await get("/", { cookie })).body.toString().includes('<meta name="payrun-session" />');
    expect(await told("__Host-payrun.session_token=anything")).toBe(true);
    expect(await told("other=1")).toBe(false);
  });
});

describe("an asset", () => {
  test("is kept for good, and comes compressed as the browser likes it", async () => {
    const path = await mainScript();
    const plain = await get(path);
    expect(plain.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
    const gzip = await get(path, { "accept-encoding": "gzip" });
    expect(gzip.headers["content-encoding"]).toBe("gzip");
    expect(gunzipSync(gzip.body).equals(plain.body)).toBe(true);
    const brotli = await get(path, { "accept-encoding": "gzip, br" });
    expect(brotli.headers["content-encoding"]).toBe("br");
    expect(brotli.body.length).toBeLessThan(gzip.body.length);
  });

  test("that is gone is not answered with a page", async () => {
    const { status, headers } = await get("/assets/index-gone.js");
    expect([status, headers["cache-control"]]).toEqual([404, "no-store"]);
  });
});

describe("the API behind it", () => {
  test("is reached where creators' calls go", async () => {
    const { status, body } = await get("/trpc/creator/session.me");
    expect(status).toBe(200);
    expect(JSON.parse(body.toString())).toEqual({ result: { data: { json: null } } });
  });

  test.for([
    "/trpc/admin/x",
    "/trpc/creator/../admin/x",
    "/trpc/creator/%2e%2e/admin/x",
    "/trpc/creator/..%2fadmin/x",
    "/trpc/creator/..%5cadmin/x",
    "/trpc/creatorx",
    "/v1/openapi.json",
    "/api/cron/payouts",
    "/api/auth/../cron/payouts",
    "/webhooks/stripe",
    "/metrics.txt",
  ])("is out of reach at %s", async (path) => {
    const { status, headers } = await get(path);
    expect(status).toBe(404);
    expect(headers["content-type"]).toContain("application/json");
  });

  test("hears nothing of a body that it would not take: it is refused by its announced length", async () => {
    const headers = { "content-type": "application/json", "content-length": "10000000" };
    // No byte of it is sent: were the length alone not enough to refuse it, this would wait in vain.
    const { status, body } = await announce("/trpc/creator/session.revoke", headers);
    expect([status, JSON.parse(body.toString())]).toMatchObject([413, { error: { code: "body_too_large" } }]);
  });

  test("answers the health of the server itself at /healthz", async () => {
    const { status, body } = await get("/healthz");
    expect([status, body.toString()]).toEqual([200, '{"status":"ok"}']);
  });
});
