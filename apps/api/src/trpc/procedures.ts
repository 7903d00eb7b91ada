import { initTRPC, TRPCError } from "@trpc/server";
import superjson from "superjson";
import { z, ZodError } from "zod";
import type { ApiDeps } from "../api-deps.ts";
import { isWeather } from "../api-error.ts";
import { judge, type Policy, type ProcedureMeta } from "./policy.ts";
import { refuse, RefusalError } from "./refusal.ts";
import type { UserRole, Visitor } from "./visitor.ts";

export type RequestContext = {
  readonly deps: ApiDeps;
  readonly visitor: Visitor | null;
  readonly requestId: string;
};

/** What does not come from a serializer of ours is the caller's mistake. */
const transformer = {
  input: {
    serialize: superjson.serialize,
    deserialize: (wire: Parameters<typeof superjson.deserialize>[0]): unknown => {
      try {
        return superjson.deserialize(wire);
      } catch {
        throw new TRPCError({ code: "BAD_REQUEST", message: "the input cannot be read" });
      }
    },
  },
  output: superjson,
};

const t = initTRPC
  .context<RequestContext>()
  .meta<ProcedureMeta>()
  .create({
    transformer,
    isDev: false,
    // Idle connections die in proxies; a client that hears nothing for two of these comes back.
    sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 35_000 } },
    errorFormatter({ shape, error }) {
      const refusal = error instanceof RefusalError ? error.refusal : null;
      // Which field, and what is expected there; never what somebody else sent.
      const fields = error.cause instanceof ZodError ? z.flattenError(error.cause) : null;
      const isOurFault = error.code === "INTERNAL_SERVER_ERROR";
      const message = isOurFault
        ? "this is a fault of Payrun's; the log has it"
        : messageOf(error, shape.message);
      return {
        ...shape,
        message,
        data: { code: shape.data.code, httpStatus: shape.data.httpStatus, refusal, fields },
      };
    },
  });

function messageOf(error: TRPCError, message: string): string {
  return error.cause instanceof ZodError ? "the input is not what this procedure expects" : message;
}

export const router = t.router;
export const callerOf = t.createCallerFactory;

/** Checks the policy before anything else, the input included: who may not call learns nothing about it. */
function procedureWith<Extra extends object>(policy: Policy, narrow: (visitor: Visitor | null) => Extra) {
  return t.procedure.meta(policy).use(async ({ ctx, next }) => {
    const denial = judge(policy, ctx.visitor, new Date());
    if (denial !== null) refuse({ code: denial });
    const result = await next({ ctx: narrow(ctx.visitor) });
    if (!result.ok) throw asAnswer(result.error);
    return result;
  });
}

/** A database that is away or busy is a refusal to try again; everything else stays what it is. */
function asAnswer(error: TRPCError): TRPCError {
  const isAway = error.cause !== undefined && isWeather(error.cause);
  return isAway ? new RefusalError({ code: "unavailable", retryAfterSeconds: 2 }) : error;
}

function present<T>(value: T | null | undefined): T {
  // The policy let her in, so the database's law `user_stands_for` gave her one.
  if (value === null || value === undefined) throw new Error("a visitor without what her role stands for");
  return value;
}

const asSelf = (visitor: Visitor | null) => ({ visitor: present(visitor) });
const asCreator = (visitor: Visitor | null) => ({
  visitor: present(visitor),
  creatorId: present(visitor?.creatorId),
  fanId: present(visitor?.fanId),
});
const asFan = (visitor: Visitor | null) => ({ visitor: present(visitor), fanId: present(visitor?.fanId) });

const webRoles = ["fan", "creator"] as const satisfies readonly UserRole[];

/** Anybody, signed in or not: `ctx.visitor` may be null. */
export const publicProcedure = procedureWith({ roles: null }, () => ({}));
/** Fans and creators; `ctx.visitor`. */
export const signedInProcedure = procedureWith({ roles: webRoles }, asSelf);
/** Fans, and creators as the fans that they are, too; `ctx.fanId`. */
export const fanProcedure = procedureWith({ roles: webRoles }, asFan);
/** Creators, about themselves; `ctx.creatorId`. */
export const creatorProcedure = procedureWith({ roles: ["creator"] }, asCreator);
/** Creators who signed in a few minutes ago: for what sends money elsewhere. */
export const freshCreatorProcedure = procedureWith({ roles: ["creator"], fresh: true }, asCreator);
/** Fans and creators who signed in a few minutes ago: for what opens or closes the account itself. */
export const freshProcedure = procedureWith({ roles: webRoles, fresh: true }, asSelf);
/** Anyone of the finance team, with a second factor. */
export const viewerProcedure = procedureWith(
  { roles: ["viewer", "support", "operator", "approver", "owner"], secondFactor: true },
  (visitor) => ({ visitor: present(visitor), adminId: present(visitor?.adminId) }),
);
