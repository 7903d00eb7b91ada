import { countTry, forgetTries, type Sql } from "@payrun/db";
import { APIError, createAuthMiddleware } from "better-auth/api";

/** Longer than any code is accepted: its own half minute, and the ones before and after it. */
const CODE_SECONDS = 120;

/**
 * A code of the authenticator app signs in once (RFC 6238, section 5.2): who looked over her shoulder is a moment too
 * late. Spent before it is checked, so that of two at once one comes in; a wrong one is given back.
 */
export function spentCodes(sql: Sql) {
  return {
    before: createAuthMiddleware(async (context) => {
      const key = await keyOf(context);
      if (key === null) return;
      const wait = await countTry(sql, [{ key, triesMax: 1, windowSeconds: CODE_SECONDS }]);
      if (wait !== null) throw new APIError("UNAUTHORIZED", codeUsed);
    }),
    after: createAuthMiddleware(async (context) => {
      const { returned } = context.context;
      if (!(returned instanceof APIError) || returned.body?.code !== "INVALID_CODE") return;
      const key = await keyOf(context);
      if (key !== null) await forgetTries(sql, [key]);
    }),
  };
}

const codeUsed = { code: "CODE_USED", message: "this code was used already: wait for the next one" };

type Context = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/** Null: nobody signs in by a code here. */
async function keyOf({ path, body, context, getSignedCookie }: Context): Promise<string | null> {
  if (path !== "/two-factor/verify-totp") return null;
  const { name } = context.createAuthCookie("two_factor");
  const challenge = await getSignedCookie(name, context.secret);
  if (typeof challenge !== "string") return null;
  const opened = await context.internalAdapter.findVerificationValue(challenge);
  return opened === null ? null : `code ${opened.value} ${String(body.code)}`;
}
