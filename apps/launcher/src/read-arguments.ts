import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";

export type StartArguments = {
  readonly once: boolean;
  /** Creators of the demo, when this start seeds it. */
  readonly creators: number;
  readonly seed: string;
  /** Absolute path of the result file, or null. */
  readonly jsonFile: string | null;
};

export type SeedArguments = Pick<StartArguments, "creators" | "seed">;

/** `problems` has one clear line for each fault. */
export type ArgumentsReading<Arguments> =
  | { readonly ok: true; readonly arguments: Arguments }
  | { readonly ok: false; readonly problems: readonly string[] };

const creatorsMax = 1_000_000;

/** `npm start -- [--once] [--creators N] [--seed S] [--json FILE]`; files are relative to `folder`. */
export function readStartArguments(
  argv: readonly string[],
  folder: string,
): ArgumentsReading<StartArguments> {
  const { values, flags, problems } = split(argv, { valued: ["creators", "seed", "json"], flags: ["once"] });
  const creators = readCreators(values.get("creators"), problems);
  const seed = readSeed(values.get("seed"), problems);
  const jsonFile = readJsonFile(values.get("json"), folder, problems);
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, arguments: { once: flags.has("once"), creators, seed, jsonFile } };
}

/** `npm run db:seed -- [--creators N] [--seed S]`. */
export function readSeedArguments(argv: readonly string[]): ArgumentsReading<SeedArguments> {
  const { values, problems } = split(argv, { valued: ["creators", "seed"], flags: [] });
  const creators = readCreators(values.get("creators"), problems);
  const seed = readSeed(values.get("seed"), problems);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, arguments: { creators, seed } };
}

type Known = { readonly valued: readonly string[]; readonly flags: readonly string[] };

/** Tells `--name value`, `--name=value` and `--flag` apart. */
function split(argv: readonly string[], { valued, flags }: Known) {
  const values = new Map<string, string>();
  const given = new Set<string>();
  const problems: string[] = [];
  const known = [...flags, ...valued].map((name) => `--${name}`).join(", ");
  for (let position = 0; position < argv.length; position += 1) {
    const word = argv[position] ?? "";
    const [, name = "", inline] = /^--([a-z]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (flags.includes(name) && inline === undefined) given.add(name);
    else if (valued.includes(name)) {
      const value = inline ?? argv[(position += 1)];
      if (value === undefined || value === "") problems.push(`--${name} needs a value.`);
      else if (values.has(name)) problems.push(`--${name} is given twice.`);
      else values.set(name, value);
    } else problems.push(`Unknown argument "${word}". Known: ${known}.`);
  }
  return { values, flags: given, problems };
}

function readCreators(text: string | undefined, problems: string[]): number {
  if (text === undefined) return 1_000;
  const creators = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (creators >= 1 && creators <= creatorsMax) return creators;
  problems.push(
    `--creators must be a whole number from 1 to ${creatorsMax.toLocaleString("en-US")}; it is "${text}".`,
  );
  return 0;
}

function readSeed(text: string | undefined, problems: string[]): string {
  const seed = text ?? "1";
  if (!/^[\w.-]{1,64}$/.test(seed)) {
    problems.push(`--seed must be 1 to 64 letters, digits, dots, hyphens or underscores; it is "${seed}".`);
  }
  return seed;
}

function readJsonFile(text: string | undefined, folder: string, problems: string[]): string | null {
  if (text === undefined) return null;
  const file = resolve(folder, text);
  if (!existsSync(dirname(file))) problems.push(`--json: the folder ${dirname(file)} does not exist.`);
  return file;
}
