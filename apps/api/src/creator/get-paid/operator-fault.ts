import { raiseAlarm } from "@payrun/db";
import type { OperatorRefusal } from "@payrun/provider";
import type { ApiDeps } from "../../api-deps.ts";
import { refuse } from "../../trpc/refusal.ts";

export const raisedFor = "account_opening_refused";

/**
 * Stripe said no because of how the platform, or what it told of the creator, is set up: whoever runs Payrun is alarmed
 * with Stripe's words; the creator reads what it means for her and nothing of how the platform stands with Stripe.
 *
 * @throws RefusalError always.
 */
export async function refuseForOperator(
  deps: ApiDeps,
  refusal: OperatorRefusal,
  { creatorId, country }: { readonly creatorId: string; readonly country: string | null },
): Promise<never> {
  const { code, sentence, action, url, stripe } = refusal;
  deps.log.error({ creatorId, code, stripe }, "Stripe refuses a creator's account or link");
  const isHers = code === "creator_data_refused" || code === "country_not_offered";
  await raiseAlarm(deps.db, {
    kind: raisedFor,
    subject: isHers ? `${code}/${creatorId}` : code,
    detail: { creatorId, sentence, action, url, requestId: stripe.requestId },
  });
  if (code === "country_not_offered" && country !== null)
    refuse({ code: "account_country_refused", country });
  if (code === "creator_data_refused") refuse({ code: "account_data_refused" });
  refuse({ code: "account_opening_stopped" });
}
