import type { Answer, TestSimulator } from "../simulator.ts";
import { testKey } from "../simulator.ts";

/** Any request, byte by byte as given; only the key is added. */
export async function send(
  { url }: Pick<TestSimulator, "url">,
  method: string,
  path: string,
  {
    body,
    headers = {},
  }: { readonly body?: string | Uint8Array<ArrayBuffer>; readonly headers?: Record<string, string> } = {},
): Promise<Answer> {
  const answer = await fetch(url + path, {
    method,
    headers: { Authorization: `Bearer ${testKey}`, ...headers },
    ...(body === undefined ? {} : { body }),
  });
  const text = await answer.text();
  const json = (text.startsWith("{") ? JSON.parse(text) : {}) as Record<string, unknown>;
  return { status: answer.status, headers: answer.headers, text, json, error: json["error"] ?? {} };
}

export const formType = { "Content-Type": "application/x-www-form-urlencoded" };
export const jsonType = { "Content-Type": "application/json" };
