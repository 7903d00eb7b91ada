import { z } from "zod";

/** Text that PostgreSQL can keep: no NUL and no half of a surrogate pair. */
const keepable = (text: string) => text.isWellFormed() && !text.includes("\0");
export const email = z.email().max(254);
export const newPassword = z.string().min(12).max(128);
export const password = z.string().min(1).max(128);
export const token = z.string().min(1).max(2000).refine(keepable);
export const code = z.string().trim().min(1).max(32).refine(keepable);
export const personName = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .refine((text) => keepable(text) && !/\p{Cc}/u.test(text), "must be plain text");
export const passkeyName = personName.optional();
/** A zone that this server does not know is no reason to send somebody away. */
export const timeZone = z
  .string()
  .refine((name) => isTimeZone(name))
  .catch("UTC")
  .default("UTC");
const base64Url = z
  .string()
  .regex(/^[\w-]+={0,2}$/)
  .max(20_000);
/** What `navigator.credentials` gave, in JSON. The cryptography is checked by better-auth. */
export const webAuthnResponse = z.object({
  id: base64Url,
  rawId: base64Url,
  type: z.literal("public-key"),
  authenticatorAttachment: z.enum(["platform", "cross-platform"]).optional(),
  clientExtensionResults: z.object({}).default({}),
  response: z.record(
    z.string().max(40),
    z.union([base64Url, z.array(z.string().max(40)).max(10), z.number(), z.null()]),
  ),
});

function isTimeZone(name: string): boolean {
  try {
    return name.length <= 64 && new Intl.DateTimeFormat("en", { timeZone: name }).format(0) !== "";
  } catch {
    return false;
  }
}
