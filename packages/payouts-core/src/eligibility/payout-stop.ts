import type { CurrencyCode } from "../money/currencies.ts";
import type { ReasonOf } from "../reasons/reason-numbers.ts";

/** What a stop stops: everything, or the payouts of one currency, one creator or one batch. */
export type StopScope =
  | { readonly kind: "all" }
  | { readonly kind: "currency"; readonly currency: CurrencyCode }
  | { readonly kind: "creator"; readonly creatorId: string }
  | { readonly kind: "batch"; readonly batchId: string };

/** A stop that is in force: the kill switch, for what its scope says. */
export type PayoutStop = { readonly reason: string; readonly since: Date; readonly scope: StopScope };

/** The oldest stop of everything, of the creator, or of the currency; a batch's stop is judged for the whole batch. */
export function stopOf(
  stops: readonly PayoutStop[],
  { creatorId, currency }: { readonly creatorId: string; readonly currency: CurrencyCode },
): PayoutStop | null {
  return (
    stops.find(
      ({ scope }) =>
        scope.kind === "all" ||
        (scope.kind === "creator" && scope.creatorId === creatorId) ||
        (scope.kind === "currency" && scope.currency === currency),
    ) ?? null
  );
}

/** Whether nothing of this batch may be paid: everything is stopped, or just this batch. */
export function isWholeBatchStopped(stops: readonly PayoutStop[], batchId: string): boolean {
  return stops.some(
    ({ scope }) => scope.kind === "all" || (scope.kind === "batch" && scope.batchId === batchId),
  );
}

export function stoppedReason(stop: PayoutStop | null): ReasonOf<"payouts_stopped"> | null {
  if (stop === null) return null;
  const { reason, since, scope } = stop;
  return { code: "payouts_stopped", reason, since: since.toISOString(), scope: scope.kind };
}
