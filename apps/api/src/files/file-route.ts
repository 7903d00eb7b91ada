import { PdfBusy } from "@payrun/statement";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Readable } from "node:stream";
import { z } from "zod";
import type { ApiDeps } from "../api-deps.ts";
import { apiError } from "../api-error.ts";
import { readVisitor } from "../auth/read-visitor.ts";
import { judge, type Denial, type Policy } from "../trpc/policy.ts";
import type { Visitor } from "../trpc/visitor.ts";

/** A file on its way out. */
export type MadeFile = {
  /** `payout-2026-12-01-USD.csv` */
  readonly name: string;
  readonly type: "text/csv; charset=utf-8" | "application/pdf";
  readonly body: Readable | Buffer;
};

/** Who asks for a file, let in by the route's policy. */
export type FileAsker = { readonly creatorId: string; readonly visitor: Visitor };

export type FileRoute<Parameters> = {
  /** Under `/api/files`. */
  readonly path: string;
  readonly policy: Policy;
  /** Of the path and the query together. What does not fit is no file: 404 for the path, 400 for the query. */
  readonly params: z.ZodType<Parameters>;
  /** Null: there is no such file, or it is somebody else's; the asker cannot tell. */
  readonly make: (deps: ApiDeps, asker: FileAsker, parameters: Parameters) => Promise<MadeFile | null>;
};

/** Spreadsheets that guess want the mark; programs that read RFC 4180 do not. */
export const byteOrderMark = z
  .enum(["0", "1"])
  .default("0")
  .transform((text) => text === "1");

/** Mounts a file: policy first, so that who may not have it learns nothing about it. */
export function fileRoute<Parameters>(
  scope: FastifyInstance,
  deps: ApiDeps,
  route: FileRoute<Parameters>,
): void {
  scope.get(`/api/files${route.path}`, async (request, reply) => {
    void reply.header("cache-control", "no-store");
    const visitor = await readVisitor(deps.db, request.headers, deps.settings.authSecret);
    const denial = judge(route.policy, visitor, new Date());
    if (denial !== null) return refuse(reply, denial);
    const creatorId = visitor?.creatorId ?? null;
    if (visitor === null || creatorId === null)
      throw new Error("a file's policy let somebody in who is no creator");
    const parameters = route.params.safeParse(parametersOf(request));
    if (!parameters.success) return refuseParameters(reply, parameters.error, request);
    const asker = { creatorId, visitor };
    try {
      const file = await route.make(deps, asker, parameters.data);
      return file === null ? notFound(reply) : send(reply, file);
    } catch (error) {
      if (error instanceof PdfBusy) return busy(reply);
      throw error;
    }
  });
}

function parametersOf({ params, query }: FastifyRequest): unknown {
  return { ...(query as object), ...(params as object) };
}

function send(reply: FastifyReply, { name, type, body }: MadeFile): FastifyReply {
  return reply.type(type).header("content-disposition", `attachment; filename="${name}"`).send(body);
}

function notFound(reply: FastifyReply): FastifyReply {
  return reply.code(404).send(apiError("not_found", "there is no such file"));
}

function busy(reply: FastifyReply): FastifyReply {
  const message = "many documents are being written at the moment: try again";
  return reply.code(503).header("retry-after", "10").send(apiError("unavailable", message));
}

function refuseParameters(reply: FastifyReply, error: z.ZodError, { params }: FastifyRequest): FastifyReply {
  const inPath = error.issues.some(({ path: [field] }) => Object.hasOwn(params as object, String(field)));
  if (inPath) return notFound(reply);
  const { fieldErrors: fields } = z.flattenError(error);
  return reply.code(400).send(apiError("bad_request", "some filters are not right", { fields }));
}

const statusOf = {
  not_signed_in: 401,
  session_not_fresh: 401,
  banned: 403,
  wrong_role: 403,
  second_factor_missing: 403,
} as const satisfies Record<Denial, number>;

function refuse(reply: FastifyReply, denial: Denial): FastifyReply {
  return reply.code(statusOf[denial]).send(apiError(denial, "you may not have this file"));
}
