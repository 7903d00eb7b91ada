/** A single-use link to hosted onboarding. */
export type AccountLinkRow = {
  /** The token in its URL. */
  readonly id: string;
  readonly account: string;
  readonly created: number;
  readonly expiresAt: number;
  readonly refreshUrl: string;
  readonly returnUrl: string | null;
  used: boolean;
};

/** A person of an account, such as the individual behind it. */
export type PersonRow = {
  readonly id: string;
  readonly account: string;
  readonly created: number;
  deleted: boolean;
};
