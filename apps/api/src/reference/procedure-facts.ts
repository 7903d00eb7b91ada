import type { AnyTRPCRouter } from "@trpc/server";
import { z } from "zod";
import { freshMinutes, type ProcedureMeta } from "../trpc/policy.ts";
import { refusedBy } from "./refused-by.ts";
import { sampleOnTheWire } from "./sample-input.ts";
import { schemaFields, type SchemaField } from "./schema-fields.ts";

/** What there is to say of a procedure, read from the procedure itself. */
export type ProcedureFacts = {
  /** `earnings.list`. */
  readonly path: string;
  readonly kind: "query" | "mutation" | "subscription";
  readonly description: string;
  /** Who may call it, in words. */
  readonly who: string;
  readonly input: readonly SchemaField[];
  readonly output: readonly SchemaField[];
  /** An input as it goes over the wire, without what may be left out; null: none need be sent. */
  readonly sample: string | null;
  /** Codes beyond those that every procedure and its policy have. */
  readonly refusals: readonly string[];
};

const procedureShape = z.object({
  type: z.enum(["query", "mutation", "subscription"]),
  meta: z.custom<ProcedureMeta>((meta) => typeof meta === "object"),
  inputs: z.array(z.instanceof(z.ZodType)),
  output: z.instanceof(z.ZodType).optional(),
});

/** Every procedure of a router in the router's own order. */
export function procedureFacts(router: AnyTRPCRouter): readonly ProcedureFacts[] {
  return Object.entries(router._def.procedures).map(([path, procedure]) => {
    const { type, meta, inputs, output } = procedureShape.parse((procedure as { _def: unknown })._def);
    return {
      path,
      kind: type,
      description: meta.description ?? output?.description ?? "",
      who: whoMayCall(meta),
      input: inputs.flatMap((schema) => schemaFields(schema, "input")),
      output: output === undefined ? [] : schemaFields(output, "output"),
      sample: sampleOnTheWire(inputs[0]),
      refusals: Object.entries(refusedBy)
        .filter(([, paths]) => typeof paths !== "string" && (paths as readonly string[]).includes(path))
        .map(([code]) => code),
    };
  });
}

function whoMayCall({ roles, fresh, secondFactor }: ProcedureMeta): string {
  if (roles === undefined) throw new Error("a procedure without a policy");
  if (roles === null) return "anybody, signed in or not";
  const who =
    roles.length === 5 ? "anyone of the finance team" : roles.map((role) => `${role}s`).join(" and ");
  return [
    who,
    ...(fresh === true ? [`signed in within ${freshMinutes} minutes`] : []),
    ...(secondFactor === true ? ["with a second factor"] : []),
  ].join(", ");
}
