/** What a user may be. Fans and creators use the web app; the others are the finance team's. */
export const userRoles = ["fan", "creator", "viewer", "support", "operator", "approver", "owner"] as const;
export type UserRole = (typeof userRoles)[number];

/** A request's user, read from the database for this request: a session that was revoked a moment ago is none. */
export type Visitor = {
  readonly userId: string;
  readonly sessionId: string;
  /** When she proved who she is; what moves money elsewhere wants that to be recent. */
  readonly signedInAt: Date;
  readonly role: UserRole;
  readonly name: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly twoFactorEnabled: boolean;
  /** Null unless banned; a banned user's session opens nothing. */
  readonly bannedAt: Date | null;
  /** Set exactly for the role `creator`. */
  readonly creatorId: string | null;
  /** Set for fans and creators: creators follow and tip, too. */
  readonly fanId: string | null;
  /** Set exactly for the finance team's roles. */
  readonly adminId: string | null;
  /** `en`, `de`, `ja`. */
  readonly locale: "en" | "de" | "ja";
  /** IANA name, e.g. `Europe/Berlin`. */
  readonly timeZone: string;
};
