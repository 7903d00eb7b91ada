import { setTimeout as delay } from "node:timers/promises";
import { countTry, endSession, forgetTries, leaveOldAddress } from "@payrun/db";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { ApiDeps } from "../api-deps.ts";
import { judge, type Denial, type Policy } from "../trpc/policy.ts";
import { userRoles, type Visitor } from "../trpc/visitor.ts";
import { askAuth, asCookieHeader, beginsSession, type AuthAnswer, type AuthQuestion } from "./auth-call.ts";
import { authEndpoints, ownEndpoints, type AuthEndpoint } from "./auth-endpoints.ts";
import { onlyFrom } from "./check-origin.ts";
import { confirmIdentity } from "./confirm-identity.ts";
import { triesOf, type Traffic } from "./count-tries.ts";
import { announceSignIn } from "./accounts/announce-sign-in.ts";
import { createAuth } from "./accounts/create-auth.ts";
import { emailTokenOf } from "./accounts/email-token.ts";
import { readVisitor } from "./read-visitor.ts";
import { sessionTokenOf } from "./session-cookie.ts";
import { verifyEmail } from "./verify-email.ts";

const BODY_BYTES_MAX = 64 * 1024;
/** Longer than it takes to write and stage a mail: how soon an answer comes does not tell whether an address is known. */
const MAIL_ANSWER_MS = 250;
const anyone = { roles: null } satisfies Policy;
const recent = { roles: userRoles, fresh: true } satisfies Policy;

/** `/api/auth/*`: better-auth behind one table of what may be reached, with our limits, our origin check and no tokens in bodies. */
export function authRoutes(scope: FastifyInstance, deps: ApiDeps): void {
  const auth = createAuth(deps);
  const { webOrigin, adminOrigin, authSecret } = deps.settings;
  const asking = (request: FastifyRequest) => (question: AuthQuestion) =>
    askAuth(auth, request, webOrigin, question);

  scope.removeContentTypeParser("text/plain");
  scope.addHook("onRequest", onlyFrom([webOrigin, adminOrigin]));
  const serve = (route: AuthEndpoint, answer: Answering) =>
    scope.route({
      method: route.method,
      url: `/api/auth${route.path}`,
      bodyLimit: BODY_BYTES_MAX,
      handler: (request, reply) => handle(deps, route, answer, request, reply),
    });

  for (const endpoint of authEndpoints) {
    const { method, path } = endpoint;
    serve(endpoint, (request, body) => asking(request)({ method, path, body }));
  }
  const { confirm, verifyEmail: verify } = ownEndpoints;
  serve(confirm, (request, body, visitor) =>
    confirmIdentity(asking(request), visitor, confirm.body.parse(body)),
  );
  serve(verify, async (request, body) => {
    const { token, password } = verify.body.parse(body);
    const meant = await emailTokenOf(token, authSecret);
    const answer = await verifyEmail(asking(request), token, meant, password);
    const { step } = verify.reply.parse(answer.body);
    if (answer.status < 400 && step === "changed" && meant?.updateTo !== undefined)
      await leaveOldAddress(deps.db, { from: meant.email, to: meant.updateTo });
    return answer;
  });
}

type Answering = (
  request: FastifyRequest,
  body: Readonly<Record<string, unknown>>,
  visitor: Visitor | null,
) => Promise<AuthAnswer>;

async function handle(
  deps: ApiDeps,
  route: AuthEndpoint,
  answer: Answering,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { db, settings } = deps;
  void reply.header("cache-control", "no-store");
  const body = route.body.safeParse(request.body ?? {});
  if (!body.success) {
    const { fieldErrors: fields } = z.flattenError(body.error);
    return reply.code(400).send({ code: "INVALID_INPUT", message: "some fields are not right", fields });
  }
  const visitor = await readVisitor(db, request.headers, settings.authSecret);
  const denial = route.path === "/sign-out" ? null : denialOf(route, visitor);
  if (denial !== null) return reply.code(denial.status).send(denial.body);

  const account = accountOf(route, body.data, visitor, request);
  const tries = triesOf(route.path, trafficOf(route), request.ip, account);
  const retryAfterSeconds = await countTry(db, tries.limits);
  if (retryAfterSeconds !== null) {
    const message = `too many tries: wait ${retryAfterSeconds} seconds`;
    void reply.code(429).header("retry-after", retryAfterSeconds);
    return reply.send({ code: "TOO_MANY_TRIES", message, retryAfterSeconds });
  }
  const notBefore = isAskedByAnyone(route) ? delay(MAIL_ANSWER_MS) : null;
  const answered = await answer(request, body.data, visitor);
  await notBefore;
  if (answered.status >= 400) return reply.code(refusalStatus(answered)).send(answered.body);
  if (route.mails !== true) await forgetTries(db, tries.forgotten);
  for (const line of answered.setCookies) void reply.header("set-cookie", line);
  if (beginsSession(answered)) await begin(deps, route, answered, visitor, request, reply);
  return reply.code(200).send(route.reply.parse(answered.body));
}

/** A session began: the browser's one before it ends here, and a browser that is new to its user is told of. */
async function begin(
  deps: ApiDeps,
  { path }: AuthEndpoint,
  answer: AuthAnswer,
  visitor: Visitor | null,
  { headers }: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const before = sessionTokenOf(headers.cookie, deps.settings.authSecret);
  if (before !== null) await endSession(deps.db, before);
  const line = await announceSignIn(deps, {
    cookies: { sent: headers.cookie, given: asCookieHeader(answer) },
    userAgent: headers["user-agent"],
    userIdBefore: visitor?.userId ?? null,
    isFirst: path === "/verify-email",
  });
  if (line !== null) void reply.header("set-cookie", line);
}

/** Mails to an address that anybody may name: its answer must not tell whether an account has it. */
function isAskedByAnyone({ mails, tries }: AuthEndpoint): boolean {
  return mails === true && tries === "named";
}

function trafficOf({ mails, tries }: AuthEndpoint): Traffic {
  if (mails === true) return "mails";
  return tries === "address" ? "pages" : "accounts";
}

function accountOf(
  route: AuthEndpoint,
  body: Readonly<Record<string, unknown>>,
  visitor: Visitor | null,
  request: FastifyRequest,
): string | null {
  if (route.tries === "address") return null;
  if (route.tries === "own") return visitor?.userId ?? request.headers.cookie ?? null;
  return typeof body["email"] === "string" ? body["email"] : null;
}

const denials = {
  banned: { status: 403, body: { code: "BANNED", message: "this account is closed" } },
  session_not_fresh: {
    status: 403,
    body: { code: "SESSION_NOT_FRESH", message: "confirm first that it is you: POST /api/auth/confirm" },
  },
  not_signed_in: { status: 401, body: { code: "UNAUTHORIZED", message: "sign in first" } },
};

function denialOf(route: AuthEndpoint, visitor: Visitor | null) {
  if (visitor !== null && visitor.bannedAt !== null) return denials.banned;
  const denial: Denial | null = judge(route.fresh === true ? recent : anyone, visitor, new Date());
  return denial === "session_not_fresh" || denial === "not_signed_in" ? denials[denial] : null;
}

/** better-auth calls a passkey that it cannot read its own fault. */
function refusalStatus({ status, body }: AuthAnswer): number {
  const isUnreadablePasskey =
    typeof body === "object" &&
    body !== null &&
    "code" in body &&
    body.code === "FAILED_TO_VERIFY_REGISTRATION";
  return isUnreadablePasskey ? 400 : status;
}
