import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { copyBinaries, platformPackageDir } from "../src/postgres-binaries.ts";
import { chooseAccount } from "../src/server-account.ts";

const folder = mkdtempSync(join(tmpdir(), "payrun-binaries-"));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("copied binaries run as the server's account, libraries included, and are copied once", () => {
  chmodSync(folder, 0o755);
  const { postgres } = copyBinaries(platformPackageDir(), folder);
  const options = { ...chooseAccount(join(folder, "none")), cwd: "/", encoding: "utf8" } as const;
  expect(execFileSync(postgres, ["--version"], options)).toMatch(/PostgreSQL.* 18\./);
  expect(copyBinaries(platformPackageDir(), folder).postgres).toBe(postgres);
});
