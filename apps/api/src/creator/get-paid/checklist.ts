import type { PayoutAccount } from "@payrun/db";
import type { AccountDetail } from "@payrun/payouts-core";
import { requirementKind } from "@payrun/provider";
import type { z } from "zod";
import type { checklistItem, requirementStates } from "./status-shape.ts";

type RequirementState = (typeof requirementStates)[number];
export type ChecklistItem = z.output<typeof checklistItem>;

/** The most urgent first: a field that Stripe names twice is in the first list that has it. */
const LISTS: readonly { readonly state: RequirementState; readonly list: keyof Lists }[] = [
  { state: "overdue", list: "pastDue" },
  { state: "due", list: "currentlyDue" },
  { state: "checking", list: "pendingVerification" },
  { state: "later", list: "eventuallyDue" },
];

type Lists = Pick<AccountDetail, "pastDue" | "currentlyDue" | "pendingVerification" | "eventuallyDue">;

/**
 * What Stripe asks of her, as a person would list it: her first and her last name are one line. Each with its deadline
 * and, where she gave it and Stripe refused it, Stripe's own sentence.
 */
export function checklistOf({ detail, requirementsPastDue }: PayoutAccount): ChecklistItem[] {
  const lists: Lists = detail ?? {
    pastDue: requirementsPastDue,
    currentlyDue: [],
    pendingVerification: [],
    eventuallyDue: [],
  };
  const stateOf = new Map<string, RequirementState>();
  for (const { state, list } of LISTS)
    for (const field of lists[list]) if (!stateOf.has(field)) stateOf.set(field, state);
  // Of a new account everything is past due at once, and nobody is late.
  if (detail?.detailsSubmitted === false)
    for (const [field, state] of stateOf) if (state === "overdue") stateOf.set(field, "due");
  // Stripe may refuse what it lists nowhere else.
  for (const { requirement } of detail?.errors ?? [])
    if (!stateOf.has(requirement)) stateOf.set(requirement, "due");
  const items = new Map<string, ChecklistItem>();
  for (const [field, state] of stateOf) {
    const kind = requirementKind(field);
    const key = kind === "other" ? field : `${kind} ${state}`;
    const item = items.get(key);
    if (item === undefined)
      items.set(key, {
        kind,
        state,
        fields: [field],
        deadlineAt: deadlineOf(state, detail),
        refusedBecause: refusalOf(field, detail),
      });
    else {
      item.fields.push(field);
      item.refusedBecause ??= refusalOf(field, detail);
    }
  }
  return [...items.values()].toSorted((a, b) => urgency(a) - urgency(b));
}

function urgency({ state, refusedBecause }: ChecklistItem): number {
  return LISTS.findIndex((each) => each.state === state) * 2 + (refusedBecause === null ? 1 : 0);
}

/** Stripe names one deadline, of what is currently due; what is overdue has passed its own. */
function deadlineOf(state: RequirementState, detail: AccountDetail | null): Date | null {
  const deadlineAt = detail?.deadlineAt ?? null;
  return state === "due" && deadlineAt !== null ? new Date(deadlineAt) : null;
}

function refusalOf(field: string, detail: AccountDetail | null): string | null {
  return detail?.errors.find((error) => error.requirement === field)?.reason ?? null;
}
