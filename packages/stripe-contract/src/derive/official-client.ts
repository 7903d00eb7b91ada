import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** Where the installed `stripe` package keeps its modules, `…/stripe/esm`. */
export const clientFolder = join(dirname(createRequire(import.meta.url).resolve("stripe")), "..", "esm");

export const resourcesFolder = join(clientFolder, "resources");

/** `23.1.0` */
export function readClientVersion(): string {
  const manifest = JSON.parse(readFileSync(join(clientFolder, "..", "package.json"), "utf8")) as {
    version: string;
  };
  return manifest.version;
}

/** The modules that hold the client's methods, without their ending. */
export function resourceModules(): readonly string[] {
  return readdirSync(resourcesFolder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".js"))
    .map((name) => join(resourcesFolder, name.slice(0, -".js".length)))
    .toSorted();
}
