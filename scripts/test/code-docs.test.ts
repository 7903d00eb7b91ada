import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const text = (file: string) => readFileSync(join(root, file), "utf8");

const pages = globSync(["*.md", "docs/**/*.md", "{packages,apps}/*/*.md"], { cwd: root });

/** As GitHub makes them: lower case, no punctuation, a hyphen for a space. */
function anchorsOf(page: string): ReadonlySet<string> {
  const headings = [...text(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => heading);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\w\- ]/g, "")
        .replaceAll(" ", "-"),
    ),
  );
}

/** Links of a page that lead nowhere: a file that is not there, or a heading that it does not have. */
function deadLinks(page: string): readonly string[] {
  const code = /```.*?```|`[^`\n]*`/gs;
  const links = [
    ...text(page)
      .replaceAll(code, "")
      .matchAll(/\]\(([^)\s]+)\)/g),
  ].map(([, link = ""]) => link);
  return links.filter((link) => {
    if (/^[a-z]+:/.test(link)) return false;
    const [path = "", anchor] = link.split("#");
    const target = path === "" ? page : join(dirname(page), path);
    if (!existsSync(join(root, target))) return true;
    return anchor !== undefined && !anchorsOf(target).has(anchor);
  });
}

describe("the documentation", () => {
  test.for(pages)("%s links to what is there", (page) => {
    expect(deadLinks(page)).toEqual([]);
  });

  test("has a decision record for every number, each with its three parts", () => {
    const records = globSync("docs/decisions/*.md", { cwd: root }).toSorted();
    const numbers = records.map((file) => Number(/\/(\d{4})-[a-z0-9-]+\.md$/.exec(file)?.[1]));
    expect(numbers).toEqual(records.map((_, index) => index + 1));
    const parts = ["**Context.**", "**Decision.**", "**Consequences.**"];
    expect(records.filter((file) => !parts.every((part) => text(file).includes(part)))).toEqual([]);
  });

  test("AGENTS.md stays under 120 lines", () => {
    expect(text("AGENTS.md").split("\n").length).toBeLessThan(120);
  });

  test("knows every npm script that it names", () => {
    const { scripts } = JSON.parse(text("package.json")) as {
      readonly scripts: Readonly<Record<string, string>>;
    };
    const named = pages.flatMap((page) => [
      ...text(page).matchAll(/\bnpm (?:run ([\w:-]+)|(start|test))\b/g),
    ]);
    const unknown = named
      .map(([, run, own]) => run ?? own ?? "")
      .filter((name) => scripts[name] === undefined);
    expect([...new Set(unknown)]).toEqual([]);
  });
});

describe("the environment", () => {
  const source = text("packages/environment/src/variables.ts");
  const known = [...source.matchAll(/^ {2}([A-Z][A-Z_]+): \{/gm)].map(([, name = ""]) => name).toSorted();

  test("has variables to look at", () => {
    expect(known.length).toBeGreaterThan(20);
  });

  test(".env.example names exactly what packages/environment knows", () => {
    const named = [...text(".env.example").matchAll(/^([A-Z_]+)=/gm)].map(([, name = ""]) => name);
    expect(named.toSorted()).toEqual(known);
  });

  test("docs/operations.md explains exactly what packages/environment knows", () => {
    const section = /^## Environment$(.*?)^## /ms.exec(text("docs/operations.md"))?.[1] ?? "";
    const firstCells = [...section.matchAll(/^\| (`[^|]+) \|/gm)].map(([, cell = ""]) => cell);
    const named = firstCells.flatMap((cell) =>
      [...cell.matchAll(/`([A-Z_]+)`/g)].map(([, name = ""]) => name),
    );
    expect(named.toSorted()).toEqual(known);
  });
});

test("docs/operations.md says what to do about exactly the alarms that the code raises", () => {
  const code = globSync("{packages,apps}/*/src/**/*.ts", { cwd: root }).map(text).join("\n");
  const raised = [...code.matchAll(/\b(?:raiseAlarm|alarm)\((?:deps, )?[\w.]+,\s*\{\s*kind: "(\w+)"/g)];
  const watched = [
    ...text("packages/db/src/operations/schedule-troubles.ts").matchAll(/^\W*SELECT '(\w+)'/gm),
  ];
  const kinds = new Set([...raised, ...watched].map(([, kind = ""]) => kind));
  const section = /^## Alarms$(.*?)^## /ms.exec(text("docs/operations.md"))?.[1] ?? "";
  const explained = [...section.matchAll(/^\| `(\w+)` +\|/gm)].map(([, kind = ""]) => kind);
  expect(explained.toSorted()).toEqual([...kinds].toSorted());
});
