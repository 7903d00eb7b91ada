import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isAlive, startRedis } from "../src/index.ts";

test("a throw-away Redis answers on its own port and is gone after stop", { timeout: 120_000 }, async () => {
  const dir = mkdtempSync(join(tmpdir(), "payrun-redis-"));
  const redis = await startRedis({ dir });
  const socket = connect(redis.port, "127.0.0.1");
  socket.write("PING\r\n");
  expect(String((await once(socket, "data"))[0])).toBe("+PONG\r\n");
  socket.destroy();
  await redis.stop();
  expect(isAlive(String(redis.pid))).toBe(false);
  rmSync(dir, { recursive: true });
});
