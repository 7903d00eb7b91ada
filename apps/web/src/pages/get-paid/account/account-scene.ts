import type { StatusTone } from "@payrun/ui";
import type { AccountStatus } from "../to-stripe/use-stripe-page.ts";

/** The words of a state: `getPaid:state.<words>`. */
type SceneWords =
  | "none"
  | "incomplete"
  | "due"
  | "dueBy"
  | "overdue"
  | "replaceBank"
  | "settleBalance"
  | "inReview"
  | "ready"
  | "restricted"
  | "unreachable";

/** What the page says first, and where its one button leads. */
export type AccountScene = {
  readonly words: SceneWords;
  readonly tone: StatusTone;
  readonly leadsTo: "onboarding" | "dashboard" | "change_bank" | "new_account" | null;
};

/** Where a creator stands, as one scene. */
export function accountScene(status: AccountStatus): AccountScene {
  switch (status.standing) {
    case "none":
      return { words: "none", tone: "neutral", leadsTo: "onboarding" };
    case "incomplete":
      return { words: "incomplete", tone: "attention", leadsTo: "onboarding" };
    case "action_needed":
      return actionScene(status);
    case "in_review":
      return { words: "inReview", tone: "waiting", leadsTo: null };
    case "ready":
      return { words: "ready", tone: "good", leadsTo: "dashboard" };
    case "restricted":
      return { words: "restricted", tone: "bad", leadsTo: null };
    case "unreachable":
      return { words: "unreachable", tone: "bad", leadsTo: "new_account" };
  }
}

function actionScene(status: AccountStatus): AccountScene {
  if (status.step === "replace_bank") return { words: "replaceBank", tone: "bad", leadsTo: "change_bank" };
  if (status.step === "settle_balance") return { words: "settleBalance", tone: "bad", leadsTo: "dashboard" };
  // Where something is overdue we pay nothing, even while Stripe would still take it.
  if (!status.canReceive || status.checklist.some(({ state }) => state === "overdue"))
    return { words: "overdue", tone: "bad", leadsTo: "onboarding" };
  const words = deadlineOf(status) === null ? "due" : "dueBy";
  return { words, tone: "attention", leadsTo: "onboarding" };
}

/** Until when she must hand in what is missing; null where Stripe names no instant. */
export function deadlineOf({ checklist }: AccountStatus): Date | null {
  return checklist.find((item) => item.deadlineAt !== null)?.deadlineAt ?? null;
}
