import type { AccountRow } from "../../state/rows.ts";

type Status = "past_due" | "currently_due" | "eventually_due";

/** v1's names of requirements to v2's (as measured on recipient accounts). */
const v2Names: readonly (readonly [RegExp, string])[] = [
  [/^business_profile\.url$/, "defaults.profile.business_url"],
  [/^business_profile\.product_description$/, "defaults.profile.product_description"],
  [/^business_profile\.mcc$/, "configuration.merchant.mcc"],
  [/^business_type$/, "identity.entity_type"],
  [/^tos_acceptance\./, "identity.attestations.terms_of_service.account."],
  [/^company\.name$/, "identity.business_details.registered_name"],
  [/^company\.tax_id$/, "identity.business_details.id_numbers"],
  [/^company\./, "identity.business_details."],
  [/^individual\./, "identity.individual."],
];

/** The end of a name, whatever it begins with. */
const v2Ends: readonly (readonly [RegExp, string])[] = [
  [/\.first_name$/, ".given_name"],
  [/\.last_name$/, ".surname"],
  [/\.dob\./, ".date_of_birth."],
  [/\.(id_number|ssn_last_4)$/, ".id_numbers"],
];

/** `individual.first_name` as v2 says it: `identity.individual.given_name`. */
export function requirementInV2(name: string): string {
  return [...v2Names, ...v2Ends].reduce((renamed, [pattern, by]) => renamed.replace(pattern, by), name);
}

/** `requirements` of a v2 account: one entry for each thing that is owed, or looked at. */
export function renderRequirementsV2(account: AccountRow, configurations: readonly string[]) {
  const { requirements } = account;
  const { pastDue, currentlyDue, eventuallyDue, pendingVerification, currentDeadline } = requirements;
  const names = [...new Set([...pastDue, ...currentlyDue, ...eventuallyDue, ...pendingVerification])];
  const entries = names
    .map((name) => entryOf(account, name, configurations))
    .toSorted((one, other) => (one.description < other.description ? -1 : 1));
  const worst = (["past_due", "currently_due", "eventually_due"] as const).find((status) =>
    entries.some(({ minimum_deadline: deadline }) => deadline.status === status),
  );
  return {
    entries,
    summary:
      worst === undefined
        ? null
        : {
            minimum_deadline: {
              status: worst,
              ...(currentDeadline === null || worst !== "currently_due"
                ? {}
                : { time: new Date(currentDeadline * 1000).toISOString() }),
            },
          },
  };
}

function entryOf({ requirements }: AccountRow, name: string, configurations: readonly string[]) {
  const status = statusOf(requirements, name);
  const isOwed = requirements.eventuallyDue.includes(name) || requirements.currentlyDue.includes(name);
  const personId = /^person_\w+/.exec(name)?.[0];
  return {
    awaiting_action_from: isOwed ? ("user" as const) : ("stripe" as const),
    description: requirementInV2(name),
    errors: requirements.errors
      .filter(({ requirement }) => requirement === name)
      .map(({ code, reason }) => ({ code, description: reason })),
    impact: {
      restricts_capabilities: restricted(name, configurations).map(([configuration, capability]) => ({
        capability,
        configuration,
        deadline: { status },
      })),
    },
    minimum_deadline: { status },
    ...(personId === undefined ? {} : { reference: { resource: personId, type: "person" as const } }),
    requested_reasons: [
      {
        code: name.includes(".verification.")
          ? ("routine_verification" as const)
          : ("routine_onboarding" as const),
      },
    ],
  };
}

/** What is only looked at stands where it stood: it was owed. */
function statusOf(
  { pastDue, currentlyDue, eventuallyDue }: AccountRow["requirements"],
  name: string,
): Status {
  if (pastDue.includes(name)) return "past_due";
  if (currentlyDue.includes(name) || !eventuallyDue.includes(name)) return "currently_due";
  return "eventually_due";
}

/** A missing bank account stops payouts alone. */
function restricted(name: string, configurations: readonly string[]): (readonly [string, string])[] {
  return configurations.flatMap((configuration) => {
    if (configuration === "customer") return [];
    const main = configuration === "recipient" ? "stripe_balance.stripe_transfers" : "card_payments";
    const payouts = [configuration, "stripe_balance.payouts"] as const;
    return name === "external_account" ? [payouts] : [payouts, [configuration, main] as const];
  });
}
