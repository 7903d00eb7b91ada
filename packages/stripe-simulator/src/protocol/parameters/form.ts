import { badRequest } from "../api-error.ts";
import type { RawParameters } from "./parameter.ts";

type Field = string | FieldList | FieldMap;
type FieldList = Field[];
type FieldMap = { [name: string]: Field };

const depthMax = 10;

/**
 * Reads `a=1&b[c]=2&d[0]=3&e[]=4`, from a body or a query: `b` is a map, `d` a map by index (`listOf` takes it as a list, as
 * `metadata[0]` is none), `e` a list. Of a repeated name the last counts.
 * Throws 400 for broken percent-encoding, bytes that are no UTF-8, and a name that is used as two things at once.
 */
export function parseForm(encoded: string): RawParameters {
  const fields = emptyMap();
  for (const part of encoded.split("&")) {
    if (part === "") continue;
    const at = part.indexOf("=");
    const name = decode(at === -1 ? part : part.slice(0, at));
    put(fields, pathOf(name), at === -1 ? "" : decode(part.slice(at + 1)));
  }
  return fields;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.includes("+") ? text.replaceAll("+", " ") : text);
  } catch {
    throw badRequest(undefined, `Invalid request: invalid %-encoding (${text.slice(0, 100)}).`);
  }
}

/** `["a", "b", ""]` for `a[b][]`; a name with odd brackets is taken as it stands. */
function pathOf(name: string): string[] {
  const at = name.indexOf("[");
  if (at <= 0) return [name];
  const rest = name.slice(at);
  if (!/^(?:\[[^[\]]*\])+$/.test(rest)) return [name];
  const path = [name.slice(0, at), ...rest.slice(1, -1).split("][")];
  if (path.length > depthMax) throw badRequest(undefined, `Invalid request: ${name} is nested too deeply.`);
  return path;
}

function put(into: FieldMap, [name = "", ...rest]: readonly string[], value: string): void {
  const [next] = rest;
  if (next === undefined) {
    if (typeof into[name] === "object") throw usedTwice(name);
    into[name] = value;
  } else if (next === "") {
    const list = (into[name] ??= []);
    if (!Array.isArray(list)) throw usedTwice(name);
    append(list, rest.slice(1), value);
  } else {
    const map = (into[name] ??= emptyMap());
    if (typeof map === "string" || Array.isArray(map)) throw usedTwice(name);
    put(map, rest, value);
  }
}

/** `a[][b]=1&a[][c]=2` is one item, `a[][b]=1&a[][b]=2` are two. */
function append(list: FieldList, path: readonly string[], value: string): void {
  const [name] = path;
  if (name === undefined) {
    list.push(value);
    return;
  }
  const last = list.at(-1);
  if (typeof last === "object" && !Array.isArray(last) && (path.length > 1 || !(name in last)))
    put(last, path, value);
  else {
    const item = emptyMap();
    put(item, path, value);
    list.push(item);
  }
}

/** Without a prototype: `__proto__` is a name like any other. */
function emptyMap(): FieldMap {
  return Object.create(null) as FieldMap;
}

function usedTwice(name: string): Error {
  return badRequest(undefined, `Invalid request: ${name} is given in more than one form.`, name);
}
