/** Who may call what, written out a second time: the procedures are held against this, not against themselves. */
export type PolicyName =
  | "anyone"
  | "signed in"
  | "signed in, fresh"
  | "creator"
  | "creator, fresh"
  | "finance";

export const policyTable: Readonly<Record<string, PolicyName>> = {
  "creator/session.me": "anyone",
  "creator/session.sessions": "signed in",
  "creator/session.revoke": "signed in",
  "creator/session.revokeOthers": "signed in",
  "creator/session.passkeys": "signed in",
  "creator/session.renamePasskey": "signed in",
  "creator/session.removePasskey": "signed in, fresh",

  "creator/home.summary": "creator",
  "creator/home.releases": "creator",
  "creator/home.earningsByDay": "creator",
  "creator/home.attention": "creator",

  "creator/earnings.list": "creator",
  "creator/earnings.totals": "creator",
  "creator/earnings.detail": "creator",

  "creator/payouts.list": "creator",
  "creator/payouts.totals": "creator",
  "creator/payouts.detail": "creator",
  "creator/payouts.lines": "creator",
  "creator/payouts.years": "creator",
  "creator/payouts.annual": "creator",

  "creator/decisions.list": "creator",
  "creator/decisions.detail": "creator",

  "creator/getPaid.status": "creator",
  "creator/getPaid.refresh": "creator",
  "creator/getPaid.openOnboarding": "creator, fresh",
  "creator/getPaid.openDashboard": "creator, fresh",

  "creator/settings.get": "creator",
  "creator/settings.setMinimum": "creator",
  "creator/settings.setCadence": "creator",
  "creator/settings.pause": "creator",
  "creator/settings.resume": "creator",
  "creator/settings.region": "signed in",
  "creator/settings.setRegion": "signed in",

  "creator/notifications.list": "creator",
  "creator/notifications.unreadCount": "creator",
  "creator/notifications.markRead": "creator",
  "creator/notifications.preferences.get": "creator",
  "creator/notifications.preferences.set": "creator",

  "creator/live.changes": "signed in",

  "creator/profiles.creators": "anyone",
  "creator/profiles.creator": "anyone",
  "creator/profiles.fan": "signed in",
  "creator/profiles.mine": "signed in",
  "creator/profiles.update": "creator",
  "creator/profiles.rename": "signed in",

  "creator/follows.follow": "signed in",
  "creator/follows.unfollow": "signed in",
  "creator/follows.followers": "creator",
  "creator/follows.following": "signed in",

  "creator/wallet.get": "signed in",
  "creator/wallet.purchases": "signed in",
  "creator/wallet.spending": "signed in",

  "creator/tips.send": "signed in",

  "creator/calls.request": "signed in",
  "creator/calls.received": "creator",
  "creator/calls.made": "signed in",
  "creator/calls.accept": "creator",
  "creator/calls.decline": "creator",
  "creator/calls.cancel": "signed in",
  "creator/calls.complete": "creator",

  "creator/withdrawals.status": "creator",
  "creator/withdrawals.request": "creator",
  "creator/withdrawals.cancel": "creator",

  "admin/me": "finance",
};

export const roles = ["fan", "creator", "viewer", "support", "operator", "approver", "owner"] as const;
export type Role = (typeof roles)[number];

/** What can be wrong with whoever asks; `stale`: signed in longer than a quarter of an hour ago. */
export const states = [
  "no session",
  "stale",
  "expired",
  "banned",
  "revoked",
  "no second factor",
  "good",
] as const;
export type State = (typeof states)[number];

const rolesOf: Readonly<Record<PolicyName, readonly Role[]>> = {
  anyone: roles,
  "signed in": ["fan", "creator"],
  "signed in, fresh": ["fan", "creator"],
  creator: ["creator"],
  "creator, fresh": ["creator"],
  finance: ["viewer", "support", "operator", "approver", "owner"],
};

/** Status and refusal code; null: she is let in. */
export function expectedAnswer(
  policy: PolicyName,
  role: Role,
  state: State,
): readonly [number, string] | null {
  if (policy === "anyone") return null;
  if (["no session", "expired", "revoked"].includes(state)) return [401, "not_signed_in"];
  if (state === "banned") return [403, "banned"];
  if (!rolesOf[policy].includes(role)) return [403, "wrong_role"];
  if (policy === "finance" && state === "no second factor") return [403, "second_factor_missing"];
  if (policy.endsWith("fresh") && state === "stale") return [401, "session_not_fresh"];
  return null;
}
