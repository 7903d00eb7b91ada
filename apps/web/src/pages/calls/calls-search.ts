/** The states of a call request, as the API names them. */
export const callStatuses = ["asked", "accepted", "declined", "canceled", "completed", "expired"] as const;
export type CallStatus = (typeof callStatuses)[number];

/** What the address of the call requests may say. */
export type CallsSearch = {
  /** Those that the viewer made; absent: those that she received, if she is a creator. */
  readonly side?: "made";
  /** Absent: all. */
  readonly status?: CallStatus;
};

/** Never throws: what cannot be meant is left out. */
export function callsSearch(given: Readonly<Record<string, unknown>>): CallsSearch {
  const status = callStatuses.find((each) => each === given["status"]);
  return {
    ...(given["side"] === "made" ? { side: "made" } : {}),
    ...(status === undefined ? {} : { status }),
  };
}
