import type { CaseResult } from "../chaos-part.ts";
import type { Told } from "./told.ts";
import { maturedNet } from "./told.ts";
import type { Judgement } from "./judge.ts";
import { transfersAt } from "./stripe-transfers.ts";

/** A judgement, and whatever else is wrong, as the result of a case. */
export function caseResult(
  name: string,
  { double, lost, differs }: Judgement,
  others: readonly string[],
): CaseResult {
  const failed = [...double, ...lost, ...differs, ...others];
  return { double: double.length, lost: lost.length, failed: failed.map((line) => `${name}: ${line}`) };
}

/** Says where two lists of words differ; nothing when they are the same. */
export function unlike(what: string, is: readonly string[], shouldBe: readonly string[]): readonly string[] {
  const [left, right] = [is.join("; "), shouldBe.join("; ")];
  return left === right ? [] : [`${what}: ${left || "none"}, not ${right || "none"}`];
}

/** That Stripe has for everybody exactly what had matured by a cutoff, to the cent: nothing for whom it is below her minimum. */
export async function unlikeMatured(
  stripeUrl: string,
  told: Told,
  cutoffAt: Date,
): Promise<readonly string[]> {
  const transfers = await transfersAt(stripeUrl);
  const should = told.creators.flatMap((creator) => {
    const net = maturedNet(told, creator, cutoffAt, () => true);
    return net < creator.minimumMinor ? [] : [`${creator.accountId} ${net}`];
  });
  const are = transfers.map(({ destination, amountMinor }) => `${destination} ${amountMinor}`);
  return unlike("paid", are.toSorted(), should.toSorted());
}
