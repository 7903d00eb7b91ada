import { badRequest } from "../api-error.ts";
import { parseForm } from "./form.ts";
import { isObject, type RawParameters, type Wire } from "./parameter.ts";

export type HttpRequest = {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  /** The body is not UTF-8; `body` then shows replacement characters. */
  readonly garbled?: boolean;
};

/** What a request says beyond its path, and whether its values have types (JSON) or are all text (a form). */
export type SentParameters = { readonly parameters: RawParameters; readonly wire: Wire };

/**
 * v1 calls carry form fields (`a[b][0]=`) in the body, the query or both, the body winning; v2 calls carry JSON, but for a
 * GET, which has a query. Throws 400 for a broken body, and for one in the other version's encoding.
 */
export function readRawParameters(request: HttpRequest): SentParameters {
  const { method, path, query, body } = request;
  if (request.garbled === true) throw badRequest(undefined, "Invalid request: the body is not valid UTF-8.");
  if (path.startsWith("/v2/") && method !== "GET") {
    const named = parseForm(query);
    if (body === "") return { parameters: named, wire: "form" };
    requireContentType(request, isJson, "application/json");
    return { parameters: { ...named, ...parseJson(body) }, wire: "json" };
  }
  if (body === "") return { parameters: parseForm(query), wire: "form" };
  requireContentType(request, isForm, "application/x-www-form-urlencoded");
  const sent = parseForm(body);
  return { parameters: query === "" ? sent : { ...parseForm(query), ...sent }, wire: "form" };
}

/** The object in a JSON body; throws 400 for anything else. */
export function parseJson(body: string): RawParameters {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw badRequest("invalid_json", "The request body is not valid JSON.");
  }
  if (!isObject(value)) throw badRequest("invalid_json", "The request body must be a JSON object.");
  return value;
}

function requireContentType(
  { headers }: HttpRequest,
  fits: (mediaType: string) => boolean,
  wanted: string,
): void {
  const mediaType = String(headers["content-type"] ?? "")
    .split(";", 1)[0]
    ?.trim()
    .toLowerCase();
  if (mediaType === undefined || mediaType === "" || fits(mediaType)) return;
  throw badRequest(
    undefined,
    `Invalid request (check that your POST content type is ${wanted}). If you have any questions, we can help at ` +
      "https://support.stripe.com/.",
  );
}

function isForm(mediaType: string): boolean {
  return mediaType === "application/x-www-form-urlencoded";
}

function isJson(mediaType: string): boolean {
  return mediaType === "application/json";
}
