import { verifyJWT } from "better-auth/crypto";
import { z } from "zod";

/** What a mailed link about an address says. `updateTo`: it is about changing to that one. */
const emailToken = z.object({
  email: z.string(),
  updateTo: z.string().optional(),
  requestType: z.string().optional(),
});

export type EmailToken = z.output<typeof emailToken>;

/** Null for a token that we did not sign, or one that is too old. */
export async function emailTokenOf(token: string, authSecret: string): Promise<EmailToken | null> {
  const payload = await verifyJWT<Record<string, unknown>>(token, authSecret).catch(() => null);
  const parsed = emailToken.safeParse(payload);
  return parsed.success ? parsed.data : null;
}
