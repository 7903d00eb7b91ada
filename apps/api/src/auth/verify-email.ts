import { refusalCodeOf, type AuthAnswer, type AuthQuestion } from "./auth-call.ts";
import type { EmailToken } from "./accounts/email-token.ts";

/**
 * Follows the link of a mail. A change of address needs nothing more. A new account needs the password that it was opened
 * with, too, and is signed in: anybody can open an account under a creator's address, and were the link alone enough, the
 * creator who clicks on it would hand her address, and with it her payouts, to whoever chose that password.
 */
export async function verifyEmail(
  ask: (question: AuthQuestion) => Promise<AuthAnswer>,
  token: string,
  meant: EmailToken | null,
  password: string | undefined,
): Promise<AuthAnswer> {
  if (meant === null) return refusal("INVALID_TOKEN", "this link is not good any more");
  const follow = () => ask({ method: "GET", path: "/verify-email", query: { token } });
  if (meant.updateTo !== undefined) {
    const step = meant.requestType === "change-email-confirmation" ? "confirmed" : "changed";
    const followed = await follow();
    return followed.status < 400 ? { ...followed, body: { step } } : followed;
  }
  if (password === undefined) return refusal("PASSWORD_NEEDED", "the account's password is needed, too");
  const signIn = () =>
    ask({ method: "POST", path: "/sign-in/email", body: { email: meant.email, password }, cookie: "" });
  const first = await signIn();
  // Only who has the password hears that the address is what is missing.
  if (refusalCodeOf(first) !== "EMAIL_NOT_VERIFIED") return first;
  const followed = await follow();
  return followed.status < 400 ? signIn() : followed;
}

function refusal(code: string, message: string): AuthAnswer {
  return { status: 400, body: { code, message }, setCookies: [] };
}
