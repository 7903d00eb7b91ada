import { ApiError, badRequest } from "../../protocol/api-error.ts";
import type { AccountRow } from "../../state/rows.ts";

/** What only the owner of an account says once hosted onboarding has begun (docs.stripe.com/api/accounts/update). */
const ownersAfterwards: ReadonlySet<string> = new Set([
  "business_type",
  "company",
  "external_account",
  "individual",
  "person",
]);

/**
 * Refuses what the platform may not set: where Stripe collects requirements, the terms are accepted by the owner alone
 * (400), and after the first account link or session so is who he is and where he is paid (403).
 *
 * @param names parameters that the call carries.
 */
export function checkPlatformMaySet(account: AccountRow, names: readonly string[]): void {
  const { controller, onboardingBegun } = account.details;
  if (controller.requirementCollection === "application") return;
  if (names.includes("tos_acceptance")) {
    throw badRequest(
      undefined,
      "You cannot accept the Terms of Service on behalf of accounts where controller[requirement_collection]=stripe, which " +
        "includes Standard and Express accounts.",
      "tos_acceptance",
    );
  }
  const owned = names.filter((name) => ownersAfterwards.has(name));
  if (!onboardingBegun || owned.length === 0) return;
  const noun = owned.length === 1 ? "parameter" : "parameters";
  throw new ApiError({
    status: 403,
    message:
      `This application does not have the required permissions for the ${noun} ` +
      `${owned.map((name) => `'${name}'`).join(", ")} on account '${account.id}'.`,
  });
}
