import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import { buildWebServer } from "../../server/build-web-server.ts";

async function aServer() {
  const dist = mkdtempSync(join(tmpdir(), "payrun-dist-"));
  mkdirSync(join(dist, "assets"));
  writeFileSync(join(dist, "index.html"), "<script nonce=__CSP_NONCE__></script>");
  const log = pino({ level: "silent" });
  const webOrigin = "http://localhost:3000";
  // Nothing listens there: what was passed on would be answered 503.
  const server = await buildWebServer({ log, dist, apiUrl: "http://127.0.0.1:9", webOrigin });
  onTestFinished(async () => {
    await server.close();
    rmSync(dist, { recursive: true });
  });
  return server;
}

test("a body that the API would not take is refused before it is passed on, and not told as a fault of the API", async () => {
  const server = await aServer();
  const answer = await server.inject({
    method: "POST",
    url: "/trpc/creator/session.revoke",
    headers: { "content-type": "application/json" },
    payload: "x".repeat(256 * 1024 + 1),
  });
  expect([answer.statusCode, answer.json()]).toMatchObject([413, { error: { code: "body_too_large" } }]);
});
