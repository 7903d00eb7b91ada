/** How many transfers of the history belong to one payout day. */
export const GROUP_SIZE = 50;

/** The id of the n-th transfer of the history. */
export function transferId(n: number): string {
  return `tr_1Sim${idSuffix(0, n)}`;
}

export function groupOf(n: number): string {
  return `group_${Math.floor(n / GROUP_SIZE)}`;
}

/** Twenty characters of its own for the n-th transfer and each of its ids. */
export function idSuffix(index: number, n: number): string {
  return `${index}${String(n).padStart(19, "0")}`;
}
