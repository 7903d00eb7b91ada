import {
  listOpenSessions,
  listPasskeys,
  readCreatorName,
  readFanSourceId,
  removePasskey,
  renamePasskey,
  revokeOtherSessions,
  revokeSession,
} from "@payrun/db";
import { z } from "zod";
import { freshProcedure, publicProcedure, router, signedInProcedure } from "../../trpc/procedures.ts";
import { orNotFound } from "../../trpc/refusal.ts";
import { userRoles } from "../../trpc/visitor.ts";

const me = z
  .object({
    userId: z.uuid(),
    name: z.string(),
    email: z.string(),
    emailVerified: z.boolean(),
    role: z.enum(userRoles),
    twoFactorEnabled: z.boolean(),
    locale: z.enum(["en", "de", "ja"]),
    timeZone: z.string().describe("IANA name, e.g. Europe/Berlin"),
    signedInAt: z.date().describe("When she last proved who she is"),
    fanId: z.uuid().nullable().describe("Set for fans and creators"),
    fanSourceId: z
      .string()
      .nullable()
      .describe("What the host platform calls the fan, e.g. in `POST /v1/token-purchases`; set as `fanId`"),
    creator: z
      .object({
        creatorId: z.uuid(),
        handle: z.string(),
        displayName: z.string(),
        currency: z.string().describe("Display default, ISO 4217"),
        mayAskEarly: z.boolean().describe("Whether creators may ask for an early payout"),
      })
      .nullable()
      .describe("Set for creators"),
    supportEmail: z
      .string()
      .nullable()
      .describe("Whom she writes to when something is wrong; null: the platform names nobody here"),
  })
  .describe("Who is signed in");

const openSession = z
  .object({
    sessionId: z.uuid(),
    signedInAt: z.date(),
    expiresAt: z.date(),
    address: z.string().nullable().describe("IP address that it was opened from"),
    userAgent: z.string().nullable().describe("How the browser calls itself"),
    isThisOne: z.boolean().describe("Whether it is the session that asks"),
  })
  .describe("One signed-in browser");

const passkey = z
  .object({
    passkeyId: z.uuid(),
    name: z.string().nullable(),
    createdAt: z.date().nullable(),
    backedUp: z.boolean().describe("Whether it survives the loss of its device"),
  })
  .describe("One passkey");

const passkeyName = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .refine((name) => name.isWellFormed() && !/\p{Cc}/u.test(name), "must be plain text");
const done = z.object({ done: z.literal(true) }).describe("It is done");

export const sessionRouter = router({
  me: publicProcedure
    .meta({ description: "Who is signed in; null: nobody is." })
    .input(z.void())
    .output(me.nullable().describe("Null: nobody is signed in"))
    .query(async ({ ctx: { visitor, deps } }) => {
      if (visitor === null || visitor.bannedAt !== null) return null;
      const creator = visitor.creatorId === null ? null : await readCreatorName(deps.db, visitor.creatorId);
      const fanSourceId = visitor.fanId === null ? null : await readFanSourceId(deps.db, visitor.fanId);
      return { ...visitor, creator, fanSourceId, supportEmail: deps.settings.supportEmail ?? null };
    }),

  sessions: signedInProcedure
    .meta({ description: "The caller's open sessions, the newest first." })
    .input(z.void())
    .output(z.array(openSession).describe("The newest first"))
    .query(async ({ ctx: { visitor, deps } }) => {
      const sessions = await listOpenSessions(deps.db, visitor.userId);
      return sessions.map((session) => ({ ...session, isThisOne: session.sessionId === visitor.sessionId }));
    }),

  revoke: signedInProcedure
    .meta({ description: "Ends one of the caller's sessions at once." })
    .input(z.strictObject({ sessionId: z.uuid() }))
    .output(done)
    .mutation(async ({ ctx: { visitor, deps }, input }) => {
      orNotFound((await revokeSession(deps.db, visitor.userId, input.sessionId)) || null);
      return { done: true };
    }),

  revokeOthers: signedInProcedure
    .meta({ description: "Ends every session of the caller's but the one that asks." })
    .input(z.void())
    .output(z.object({ revokedCount: z.int() }).describe("How many sessions it ended"))
    .mutation(async ({ ctx: { visitor, deps } }) => ({
      revokedCount: await revokeOtherSessions(deps.db, visitor.userId, visitor.sessionId),
    })),

  passkeys: signedInProcedure
    .meta({ description: "The caller's passkeys, the newest first." })
    .input(z.void())
    .output(z.array(passkey).describe("The newest first"))
    .query(async ({ ctx: { visitor, deps } }) => [...(await listPasskeys(deps.db, visitor.userId))]),

  renamePasskey: signedInProcedure
    .meta({ description: "Gives one of the caller's passkeys another name." })
    .input(z.strictObject({ passkeyId: z.uuid(), name: passkeyName }))
    .output(done)
    .mutation(async ({ ctx: { visitor, deps }, input: { passkeyId, name } }) => {
      orNotFound((await renamePasskey(deps.db, visitor.userId, passkeyId, name)) || null);
      return { done: true };
    }),

  removePasskey: freshProcedure
    .meta({ description: "Removes one of the caller's passkeys: it opens nothing from then on." })
    .input(z.strictObject({ passkeyId: z.uuid() }))
    .output(done)
    .mutation(async ({ ctx: { visitor, deps }, input: { passkeyId } }) => {
      orNotFound((await removePasskey(deps.db, visitor.userId, passkeyId)) || null);
      return { done: true };
    }),
});
