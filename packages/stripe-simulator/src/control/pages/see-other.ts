import type { Outcome } from "../../protocol/answer.ts";

/** Sends the browser on to another page, with a GET. */
export function seeOther(path: string): Outcome {
  return { kind: "answer", status: 303, headers: { Location: path }, body: "" };
}
