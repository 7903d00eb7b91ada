/** A refusal as the API words it for programs: its code and the numbers that belong to it. */
export type RefusalData = { readonly code: string } & Readonly<Record<string, unknown>>;

/** The refusal in an error of a procedure; null when it is something else that went wrong. */
export function refusalOf(error: unknown): RefusalData | null {
  const refusal = dataOf(error)?.["refusal"];
  return isObject(refusal) && typeof refusal["code"] === "string" ? (refusal as RefusalData) : null;
}

/** No answer at all, or one from something in between: the network, a restart, a proxy. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof Error && error.name === "TRPCClientError" && dataOf(error) === null;
}

/** The input was not what the procedure takes. */
export function isBadInput(error: unknown): boolean {
  return dataOf(error)?.["code"] === "BAD_REQUEST";
}

function dataOf(error: unknown): Readonly<Record<string, unknown>> | null {
  const data = isObject(error) ? error["data"] : null;
  return isObject(data) ? data : null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
