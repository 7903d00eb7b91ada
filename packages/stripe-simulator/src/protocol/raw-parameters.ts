import { parse } from "qs";
import { badRequest } from "./api-error.ts";
import { isObject, type RawParameters } from "./parameter.ts";

export type HttpRequest = {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
};

const formOptions = { depth: 8, arrayLimit: 1000, parameterLimit: 10_000, plainObjects: true } as const;

/** v1 calls carry form fields (`a[b][0]=`) or a query, v2 calls carry JSON. Throws 400 for a broken body. */
export function readRawParameters({ method, path, query, headers, body }: HttpRequest): RawParameters {
  if (method === "GET" || body === "") return parse(query, formOptions);
  const contentType = String(headers["content-type"] ?? "");
  if (path.startsWith("/v2/")) return parseJson(body);
  if (contentType.includes("json")) {
    throw badRequest(
      undefined,
      "Invalid request (check that your POST content type is application/x-www-form-urlencoded). If you have questions, " +
        "we can help at https://support.stripe.com/.",
    );
  }
  return parse(body, formOptions);
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
