import { parse } from "qs";

export type SentRequest = {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: string;
};

const formOptions = { depth: 8, arrayLimit: 1000, parameterLimit: 10_000, plainObjects: true } as const;

/** The parameters as they were sent: those of a form or a query are texts. Null when the body cannot be read. */
export function decodeRequest({
  method,
  path,
  query,
  body,
}: SentRequest): { readonly values: object; readonly areTexts: boolean } | null {
  if (method === "GET" || body === "") return { values: parse(query, formOptions), areTexts: true };
  if (!path.startsWith("/v2/")) return { values: parse(body, formOptions), areTexts: true };
  const values = parseJson(body);
  return typeof values === "object" && values !== null ? { values, areTexts: false } : null;
}

/** Undefined for what is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
