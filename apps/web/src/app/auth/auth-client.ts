/** Why `/api/auth` refused. Its code has a sentence at `session:failures`. */
export class AuthFailure extends Error {
  override readonly name = "AuthFailure";
  /** In lower case, e.g. `invalid_code`; `unreachable` when nobody answered. */
  readonly code: string;
  /** Set for `too_many_tries`. */
  readonly retryAfterSeconds: number | null;

  constructor(code: string, retryAfterSeconds: number | null = null) {
    super(code);
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export type SecondFactorNeeded = { readonly twoFactorRedirect: boolean };
type Code = { readonly code: string };
type Done = { readonly status: true };

/** What the API's `/api/auth` takes and gives. No answer holds a token: sessions live in a cookie that no script reads. */
export type AuthCalls = {
  readonly "sign-in/email": [{ email: string; password: string }, SecondFactorNeeded];
  readonly "sign-up/email": [
    { name: string; email: string; password: string; locale: string; timeZone: string },
    Done,
  ];
  readonly "send-verification-email": [{ email: string }, Done];
  readonly "verify-email": [
    { token: string; password?: string },
    SecondFactorNeeded & { readonly step: "verified" | "confirmed" | "changed" },
  ];
  readonly "request-password-reset": [{ email: string }, Done];
  readonly "reset-password": [{ token: string; newPassword: string }, Done];
  readonly confirm: [{ password: string; code?: string; backupCode?: string }, SecondFactorNeeded];
  readonly "change-password": [{ currentPassword: string; newPassword: string }, Done];
  readonly "change-email": [{ newEmail: string }, Done];
  readonly "two-factor/enable": [
    { password: string },
    { readonly totpURI: string; readonly backupCodes: readonly string[] },
  ];
  readonly "two-factor/disable": [{ password: string }, Done];
  readonly "two-factor/generate-backup-codes": [
    { password: string },
    { readonly backupCodes: readonly string[] },
  ];
  readonly "two-factor/verify-totp": [Code, Done];
  readonly "two-factor/verify-backup-code": [Code, Done];
  readonly "passkey/verify-registration": [{ response: unknown; name: string }, { readonly id: string }];
  readonly "passkey/verify-authentication": [{ response: unknown }, Done];
};

/** @throws AuthFailure */
export function callAuth<Path extends keyof AuthCalls>(
  path: Path,
  body: AuthCalls[Path][0],
): Promise<AuthCalls[Path][1]> {
  return ask(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  }) as Promise<AuthCalls[Path][1]>;
}

/** @throws AuthFailure */
export async function ask(path: string, init: RequestInit = {}): Promise<unknown> {
  const response = await fetch(`/api/auth/${path}`, init).catch(() => null);
  if (response === null) throw new AuthFailure("unreachable");
  const body = (await response.json().catch(() => null)) as unknown;
  if (response.ok) return body;
  throw failureOf(response.status, body);
}

function failureOf(status: number, body: unknown): AuthFailure {
  if (status === 503 || status === 502) return new AuthFailure("unreachable");
  const code = textIn(body, "code") ?? (textIn(body, "message") === "Email is the same" ? "same_email" : "");
  const seconds = numberIn(body, "retryAfterSeconds");
  return new AuthFailure(code === "" ? "unexpected" : code.toLowerCase(), seconds);
}

function textIn(body: unknown, name: string): string | null {
  const value = valueIn(body, name);
  return typeof value === "string" ? value : null;
}

function numberIn(body: unknown, name: string): number | null {
  const value = valueIn(body, name);
  return typeof value === "number" ? value : null;
}

function valueIn(body: unknown, name: string): unknown {
  return typeof body === "object" && body !== null ? (body as Readonly<Record<string, unknown>>)[name] : null;
}
