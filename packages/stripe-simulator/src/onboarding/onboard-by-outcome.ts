import type { LaterRequest } from "../accounts/account-details.ts";
import { reject } from "../accounts/platform/reject-endpoints.ts";
import type { AccountRow } from "../state/rows.ts";
import type { World } from "../world.ts";
import { fillIn } from "./fill-in.ts";
import { passingDocument, testBank, testCompany, testPerson } from "./test-data.ts";

export const onboardingOutcomes = [
  "complete",
  "missing_document",
  "wrong_data",
  "rejected",
  "past_due_later",
] as const;

export type OnboardingOutcome = (typeof onboardingOutcomes)[number];

const daySeconds = 24 * 60 * 60;

/** By when a document is asked for, in seconds, unless the call says otherwise. */
export const documentDeadlineSeconds = 30 * daySeconds;
const proofDeadlineSeconds = 7 * daySeconds;

/**
 * Does at once what the hosted pages do by hand: `complete` can be paid, `missing_document` and `past_due_later` can be
 * paid until a deadline, `wrong_data` has errors to correct, `rejected` was turned down by Stripe.
 */
export function onboardByOutcome(
  world: World,
  account: AccountRow,
  {
    outcome,
    deadlineSeconds,
  }: { readonly outcome: OnboardingOutcome; readonly deadlineSeconds?: number | undefined },
): void {
  const hasDocument = outcome !== "missing_document" && outcome !== "wrong_data";
  const person = testPerson(account, outcome === "wrong_data" ? "no_match" : "at_once");
  const document = hasDocument ? passingDocument : null;
  fillIn(world, account, {
    person: { ...person, verification: { document: { front: document, back: null } } },
    ...(account.businessType === null || account.businessType === "individual"
      ? {}
      : { company: testCompany(account) }),
    businessProfile: { product_description: "Invented works for tests", mcc: "5815" },
    bank: testBank(account),
    submit: {
      ip: "127.0.0.1",
      userAgent: "stripe-simulator",
      later: laterOf(outcome, world.clock.nowSeconds(), deadlineSeconds),
    },
  });
  if (outcome === "rejected") reject(world, account, "rejected.fraud");
}

function laterOf(
  outcome: OnboardingOutcome,
  nowSeconds: number,
  deadlineSeconds: number | undefined,
): LaterRequest[] {
  if (outcome === "missing_document") {
    return [
      { field: "verification.document", deadline: nowSeconds + (deadlineSeconds ?? documentDeadlineSeconds) },
    ];
  }
  if (outcome !== "past_due_later") return [];
  return [
    {
      field: "verification.additional_document",
      deadline: nowSeconds + (deadlineSeconds ?? proofDeadlineSeconds),
    },
  ];
}
