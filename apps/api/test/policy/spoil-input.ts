import superjson from "superjson";
import { sampleOf } from "./sample-input.ts";
import type { JsonSchema } from "./walk-procedures.ts";

/** Numbers from a seed: a failure is found again with it. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const base64Url = (text: string) => Buffer.from(text).toString("base64url");

/** Becomes 2^53 + 1 on the wire, which no number of JavaScript is. */
const numberAbove = "@2^53+1";

/** What goes wrong in programs that trust what they are sent. */
const nasties: readonly unknown[] = [
  numberAbove,
  2 ** 53,
  -(2 ** 53),
  2 ** 31,
  2 ** 63,
  -1,
  0,
  -0,
  1.5,
  1e308,
  Number.NaN,
  Infinity,
  -Infinity,
  2n ** 63n,
  2n ** 63n - 1n,
  -(2n ** 63n) - 1n,
  2n ** 200n,
  0n,
  -1n,
  1n,

  "",
  " ",
  "\u0000",
  "a\u0000b",
  "\ud800",
  "a\udfffb",
  "\u202etxt.exe",
  "مرحبا بالعالم",
  "👩‍👩‍👧‍👦",
  "ﬃ",
  "İ",
  "\u200b",
  "__proto__",
  "constructor",
  "toString",
  "null",
  "undefined",
  "NaN",
  "true",
  "[object Object]",

  "'; DROP TABLE users; --",
  '" OR 1=1',
  "%",
  "_",
  "\\",
  "$1",
  "{{name}}",
  "../../etc/passwd",
  "<script>",
  "00000000-0000-0000-0000-000000000000",
  "ffffffff-ffff-ffff-ffff-ffffffffffff",
  "not-a-uuid",
  "0000-00-00",
  "2026-02-30",
  "9999-12-31",
  "-271821-04-20",
  "+275760-09-13",
  "2026-11-30T25:00:00Z",
  "Europe/Berlin",
  "Nowhere/Land",
  "UTC+25",
  "Etc/GMT+12",
  "XXX",
  "usd",
  "USDD",
  "x".repeat(64),
  "x".repeat(65),
  "x".repeat(1001),
  "x".repeat(5000),
  "99999999999999999999.1",
  "1.99999999999999999999",
  "9223372036854775808",
  "1e5",
  "0x10",
  ...["{}", "[]", '["a"]', "[null,null]", '{"at":"x"}', '["2026-13-01","x"]', "\u0000", "[1,2,3]"].map(
    base64Url,
  ),
  base64Url('["2026-11-30T00:00:00.000Z","00000000-0000-0000-0000-000000000000"]'),
  "====",
  "-",
  "_",
  null,
  undefined,
  true,
  false,
  [],
  {},
  [[]],
  [null],
  { a: 1 },
  [1, "x", null],

  new Date(Number.NaN),
  new Date(8.64e15),
  new Map([["a", 1]]),
  new Set([1]),
  /x/,
  new URL("https://a.example"),
  Symbol,
];

/** A sample of the schema that went wrong in one or two places, as it goes over the wire. Some are still right. */
export function spoiledWire(schema: JsonSchema | null, random: () => number): string {
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)];
  if (schema === null || random() < 0.1) return serialized(pick(nasties));
  const value = sampleOf(schema) as Record<string, unknown>;
  for (let times = random() < 0.3 ? 2 : 1; times > 0; times -= 1) {
    const name = pick(Object.keys(schema.properties ?? {}));
    const turn = random();
    if (name === undefined || turn < 0.1)
      value[pick(["extra", "id", "role", "creatorId", "limit "]) ?? "extra"] = pick(nasties);
    else if (turn < 0.2) delete value[name];
    else if (turn < 0.5) value[name] = beyond(schema.properties?.[name] ?? {}, random);
    else value[name] = pick(nasties);
  }
  return serialized(value);
}

/** Just past a bound of the schema, or at it. */
function beyond({ type, minimum, maximum, minLength, maxLength }: JsonSchema, random: () => number): unknown {
  const step = Math.floor(random() * 3) - 1;
  if (type === "integer" || type === "number") return ((random() < 0.5 ? minimum : maximum) ?? 0) + step;
  if (type !== "string") return String(step);
  const length = Math.max(0, ((random() < 0.5 ? minLength : maxLength) ?? 1) + step);
  return (random() < 0.5 ? "x" : "語").repeat(Math.min(length, 20_000));
}

function serialized(value: unknown): string {
  const wire = JSON.stringify(superjson.serialize(typeof value === "function" ? String(value) : value));
  return wire.replaceAll(`"${numberAbove}"`, "9007199254740993");
}

/** What no serializer would write. */
export const brokenWires: readonly string[] = [
  "",
  "{",
  "null",
  "[]",
  "1",
  '"x"',
  "{}}",
  '{"json":',
  "NaN",
  "\ufeff{}",
  "\u0000",

  '{"json":null}',
  '{"json":[]}',
  '{"json":"x"}',
  '{"meta":{"values":["undefined"]}}',
  '{"json":{},"meta":1}',
  '{"json":{},"meta":{"values":"x"}}',
  '{"json":{},"meta":{"values":{"a":["bigint"]}}}',

  '{"json":{"a":"x"},"meta":{"values":{"a":["bigint"]},"v":1}}',
  '{"json":{"a":"x"},"meta":{"values":{"a":["Date"]}}}',

  '{"json":{"a":"x"},"meta":{"values":{"a":["nope"]}}}',
  '{"json":{"a":"("},"meta":{"values":{"a":["regexp"]}}}',

  '{"json":{"a":"x"},"meta":{"values":{"a":["URL"]}}}',
  '{"json":{"a":1},"meta":{"values":{"a":[["class","X"]]}}}',

  '{"json":{"a":1},"meta":{"values":{"a":[["symbol","X"]]}}}',
  '{"json":{"a":1},"meta":{"values":{"__proto__.x":["Date"]}}}',

  '{"json":{"a":1},"meta":{"referentialEqualities":{"a":["__proto__.b"]}}}',
  '{"json":{"a":1},"meta":{"values":{"a.b.c":["Date"]}}}',

  '{"json":{"__proto__":{"role":"owner"}}}',
  '{"json":{"constructor":{"prototype":{"x":1}}}}',
  '{"__proto__":{"json":{}}}',
  `{"json":${"[".repeat(5_000)}${"]".repeat(5_000)}}`,
  `{"json":${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}}`,
];
