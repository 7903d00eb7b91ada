import { describe, expect } from "vitest";
import { simulate } from "../simulator.ts";
import { completeCustomAccount, express } from "./invented-owner.ts";
import { rule } from "./rule.ts";

describe("rejecting an account", () => {
  for (const [reason, disabled] of [
    ["fraud_other", "rejected.platform_fraud"],
    ["terms_of_service", "rejected.platform_terms_of_service"],
    ["other", "rejected.platform_other"],
    ["credit", "rejected.platform_other"],
  ] as const) {
    rule(
      `for ${reason} it is ${disabled}, and can neither be paid nor pay out`,
      "docs.stripe.com/changelog/endive/2026-09-30/platform-rejection-reasons",
      async () => {
        const { stripe } = await simulate();
        const { id } = await stripe.accounts.create(completeCustomAccount);
        expect(await stripe.accounts.reject(id, { reason })).toMatchObject({
          capabilities: { transfers: "inactive" },
          charges_enabled: false,
          payouts_enabled: false,
          requirements: { disabled_reason: disabled },
        });
      },
    );
  }

  rule(
    "the bare reason fraud is refused since 2026-09-30",
    "docs.stripe.com/changelog/endive/2026-09-30/updated-reject-reason-codes",
    async () => {
      const { stripe, call } = await simulate();
      const { id } = await stripe.accounts.create(completeCustomAccount);
      const { status, error } = await call(`/v1/accounts/${id}/reject`, "reason=fraud");
      expect([status, error.param]).toEqual([400, "reason"]);
    },
  );

  rule("the platform can take its own rejection back", "docs.stripe.com/api/account/unreject", async () => {
    const { stripe, readyAccount } = await simulate();
    const { id } = await stripe.accounts.create(completeCustomAccount);
    for (const account of [id, await readyAccount()]) {
      await stripe.accounts.reject(account, { reason: "other" });
      expect(await stripe.accounts.unreject(account)).toMatchObject({
        capabilities: { transfers: "active" },
        payouts_enabled: true,
        requirements: { disabled_reason: null },
      });
    }
  });

  rule("it cannot take back what Stripe rejected", "docs.stripe.com/api/account/unreject", async () => {
    const { stripe, control } = await simulate();
    const { id } = await stripe.accounts.create(express);
    await control("POST", `/accounts/${id}/onboard`, { outcome: "rejected" });
    expect((await stripe.accounts.retrieve(id)).requirements?.disabled_reason).toBe("rejected.fraud");
    await expect(stripe.accounts.unreject(id)).rejects.toMatchObject({ statusCode: 400 });
  });

  rule(
    "only accounts whose losses the platform carries can be rejected",
    "docs.stripe.com/api/account/reject",
    async () => {
      const { stripe } = await simulate();
      const { id } = await stripe.accounts.create({ type: "standard" });
      await expect(stripe.accounts.reject(id, { reason: "other" })).rejects.toMatchObject({
        statusCode: 400,
      });
    },
  );
});
