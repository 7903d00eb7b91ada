import type { EarlyAnswer } from "../../early/early-answers.ts";

/** What was asked so long ago may have changed. */
const keptMs = 15_000;

/** Takes the answers to what the document itself has asked, each once; whatever else is asked goes the usual way. */
export async function fetchOrEarly(input: RequestInfo | URL, init?: object): Promise<Response> {
  const early = typeof input === "string" ? takeEarly(input) : undefined;
  // Where the document asked in vain, the page asks again with its own patience.
  const answers = early && (await Promise.all(early).catch(() => undefined));
  return answers === undefined ? fetch(input, init) : Response.json(answers);
}

/** Whether the document has asked this, and nobody has taken the answer. */
export function isAskedEarly(name: string): boolean {
  return globalThis.payrunEarlyAnswers?.has(name) === true && performance.now() < keptMs;
}

function takeEarly(url: string): readonly Promise<EarlyAnswer>[] | undefined {
  const early = globalThis.payrunEarlyAnswers;
  const names = new URL(url, location.origin).pathname.split("/").at(-1)?.split(",") ?? [];
  if (early === undefined || !names.every(isAskedEarly)) return undefined;
  return names.flatMap((name) => {
    const answer = early.get(name);
    early.delete(name);
    return answer === undefined ? [] : [answer];
  });
}
