import type { UserRole, Visitor } from "./visitor.ts";

/** Who may call a procedure. Every procedure has one: there is no other way to make a procedure than with a policy. */
export type Policy = {
  /** Null: anybody, signed in or not. */
  readonly roles: readonly UserRole[] | null;
  /** She proved who she is in the last few minutes: for what sends money elsewhere. */
  readonly fresh?: true;
  /** Her account has a second factor: for the finance team. */
  readonly secondFactor?: true;
};

/** What a procedure says of itself: its policy, and one sentence for the API reference. */
export type ProcedureMeta = Partial<Policy> & { readonly description?: string };

export const freshMinutes = 15;

/** Why a policy does not let somebody in. The first that applies, so a banned user learns nothing more. */
export type Denial =
  | "not_signed_in"
  | "banned"
  | "wrong_role"
  | "second_factor_missing"
  | "session_not_fresh";

/** Null: come in. @param now the real time, not the business clock. */
export function judge(policy: Policy, visitor: Visitor | null, now: Date): Denial | null {
  if (policy.roles === null) return null;
  if (visitor === null) return "not_signed_in";
  if (visitor.bannedAt !== null) return "banned";
  if (!policy.roles.includes(visitor.role)) return "wrong_role";
  if (policy.secondFactor === true && !visitor.twoFactorEnabled) return "second_factor_missing";
  const ageMs = now.getTime() - visitor.signedInAt.getTime();
  return policy.fresh === true && ageMs > freshMinutes * 60_000 ? "session_not_fresh" : null;
}
