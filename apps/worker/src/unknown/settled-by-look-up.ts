import type { Attempt } from "../pay/attempt.ts";
import { notSent, type Outcome } from "../pay/outcome.ts";

type Finding =
  | { readonly kind: "paid"; readonly stripeTransferId: string }
  | { readonly kind: "absent" }
  | { readonly kind: "needs_two_people" };

/** What a look-up, or the end of looking, means for an attempt that has no other answer. */
export function settledByLookUp(attempt: Pick<Attempt, "transferId">, finding: Finding): Outcome {
  const blank = { ...notSent(attempt, "planned", null), onlyNotExecuted: false };
  switch (finding.kind) {
    case "paid":
      return { ...blank, status: "paid", itemStatus: "paid", stripeTransferId: finding.stripeTransferId };
    case "absent":
      return {
        ...blank,
        status: "absent",
        itemStatus: "failed",
        reason: { code: "absent" },
        errorCode: "absent",
      };
    case "needs_two_people":
      return {
        ...blank,
        status: "unknown",
        itemStatus: "unknown",
        reason: { code: "needs_two_people" },
        errorCode: "needs_two_people",
        needsAdmin: true,
      };
  }
}
