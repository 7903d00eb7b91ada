import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const scope = "@payrun/";

type Row = {
  readonly folder: string;
  readonly ours: readonly string[];
  readonly libraries: readonly string[];
  readonly testsAlso: readonly string[];
};

/** The rows under "Who may import whom": folder, imports of ours, libraries, tests also. */
function readTable(): readonly Row[] {
  const page = readFileSync(join(root, "docs/architecture.md"), "utf8");
  const section = /^## Who may import whom$(.*?)^## /ms.exec(page)?.[1] ?? "";
  return section
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) => {
      const [folders, ours, libraries, testsAlso] = line.split("|").slice(1, 5).map(codeWords);
      return {
        folder: folders?.[0] ?? "",
        ours: ours ?? [],
        libraries: libraries ?? [],
        testsAlso: testsAlso ?? [],
      };
    });
}

function codeWords(cell: string): readonly string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, word = ""]) => word);
}

/** `import … from "x"`, `export … from "x"` and the last line of a long one; `import "x"`; `import("x")` outside a text. */
const importStatement =
  /^(?:import|export|\})[^;'"]*?\bfrom\s+"([^"]+)"|^import\s+"([^"]+)"|^(?!\s*['"`]).*\bimport\s*\(\s*"([^"]+)"/gm;

/** Packages that the files under a pattern import: ours by their short name, others by npm's. Node's own are left out. */
function importsIn(folder: string): {
  readonly ours: readonly string[];
  readonly libraries: readonly string[];
} {
  const files = globSync(`${folder}/**/*.{ts,tsx}`, { cwd: root });
  const specifiers = files.flatMap((file) =>
    [...readFileSync(join(root, file), "utf8").matchAll(importStatement)].map(
      ([, from, bare, dynamic]) => from ?? bare ?? dynamic ?? "",
    ),
  );
  const names = new Set(specifiers.filter((name) => !/^(?:\.|node:)/.test(name)).map(packageName));
  const sorted = [...names].toSorted();
  return {
    ours: sorted.filter((name) => name.startsWith(scope)).map((name) => name.slice(scope.length)),
    libraries: sorted.filter((name) => !name.startsWith(scope)),
  };
}

function packageName(specifier: string): string {
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}

const table = readTable();
const folders = globSync("{packages,apps}/*/package.json", { cwd: root }).map((file) =>
  file.replace("/package.json", ""),
);

describe("the table of imports in docs/architecture.md", () => {
  test("has a line for every package and app, and no other", () => {
    expect(table.map(({ folder }) => folder).toSorted()).toEqual(folders.toSorted());
  });

  test.for(table)("says what $folder imports", ({ folder, ours, libraries }) => {
    expect(importsIn(`${folder}/{src,server}`)).toEqual({
      ours: ours.toSorted(),
      libraries: libraries.toSorted(),
    });
  });

  test.for(table)("says what the tests of $folder import", ({ folder, ours, libraries, testsAlso }) => {
    const allowed = new Set([...ours, ...libraries, ...testsAlso, folder.replace("packages/", "")]);
    const found = importsIn(`${folder}/test`);
    expect([...found.ours, ...found.libraries].filter((name) => !allowed.has(name))).toEqual([]);
  });
});

describe("the laws behind the table", () => {
  const importersOf = (library: RegExp) =>
    table.filter(({ libraries }) => libraries.some((name) => library.test(name))).map(({ folder }) => folder);

  test("core imports nothing", () => {
    expect(table.find(({ folder }) => folder === "packages/payouts-core")).toMatchObject({
      ours: [],
      libraries: [],
    });
  });

  test.for([
    { library: /^@?prisma/, folders: ["packages/db"] },
    { library: /^stripe$/, folders: ["packages/provider"] },
    { library: /^bullmq$/, folders: ["packages/queue"] },
    { library: /^ioredis$/, folders: ["packages/testkit"] },
    { library: /^zod$/, folders: ["apps/api", "packages/environment", "packages/intake"] },
  ])("only $folders may import $library", ({ library, folders: only }) => {
    expect(importersOf(library).toSorted()).toEqual(only);
  });

  test("nothing imports an app, but for the types of its router, and only tests and chaos import the testkit", () => {
    // Chaos is a test program: it runs the worker's own code under faults.
    const mayAlso: Readonly<Record<string, readonly string[]>> = {
      "apps/web": ["api"],
      "apps/chaos": ["worker", "testkit"],
    };
    const importable = folders.filter(
      (folder) => folder.startsWith("packages/") && folder !== "packages/testkit",
    );
    const imported = table.flatMap(({ folder, ours }) =>
      ours.filter((name) => !mayAlso[folder]?.includes(name)).map((name) => `packages/${name}`),
    );
    expect(imported.filter((folder) => !importable.includes(folder))).toEqual([]);
  });

  test("the web app names the creator's router as a type, and cannot name the finance team's", () => {
    const files = globSync("apps/web/**/*.{ts,tsx}", {
      cwd: root,
      exclude: (name) => name === "node_modules",
    });
    const lines = files.flatMap((file) =>
      readFileSync(join(root, file), "utf8")
        .split("\n")
        .filter((line) => line.includes('"@payrun/api')),
    );
    expect(lines.length).toBeGreaterThan(0);
    const typeOnly = /^import type \{[^}]+\} from "@payrun\/api\/creator-router";$/;
    expect(lines.filter((line) => !typeOnly.test(line))).toEqual([]);
  });
});
