import type { AnyTRPCRouter } from "@trpc/server";
import { z } from "zod";
import { adminRouter } from "../../src/admin/admin-router.ts";
import { creatorRouter } from "../../src/creator/creator-router.ts";
import { settings } from "../test-api.ts";

export type Procedure = {
  /** e.g. `creator/session.me`. */
  readonly path: string;
  readonly url: string;
  readonly type: "query" | "mutation" | "subscription";
  /** Of the pages that call it. */
  readonly origin: string;
  readonly hasPolicy: boolean;
  readonly hasOutput: boolean;
  readonly inputs: readonly z.ZodType[];
};

type Definition = {
  readonly type: Procedure["type"];
  readonly meta?: object;
  readonly output?: unknown;
  readonly inputs: readonly z.ZodType[];
};

/** Every procedure of both routers, as they are mounted. */
export function walkProcedures(): readonly Procedure[] {
  return [
    ...proceduresOf(creatorRouter, "creator", settings.webOrigin),
    ...proceduresOf(adminRouter, "admin", settings.adminOrigin),
  ];
}

function proceduresOf(router: AnyTRPCRouter, name: string, origin: string): readonly Procedure[] {
  const procedures = router._def.procedures as Readonly<Record<string, { readonly _def: Definition }>>;
  return Object.entries(procedures).map(([path, { _def: definition }]) => ({
    path: `${name}/${path}`,
    url: `/trpc/${name}/${path}`,
    type: definition.type,
    origin,
    hasPolicy: definition.meta !== undefined && "roles" in definition.meta,
    hasOutput: definition.output !== undefined,
    inputs: definition.inputs,
  }));
}

export type JsonSchema = {
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
};

/** The input's schema; null where nothing is taken. `bigint` and `date` are types of their own here. */
export function inputSchemaOf({ inputs }: Procedure): JsonSchema | null {
  const [input, ...more] = inputs;
  if (more.length > 0) throw new Error("an input in two parts: teach this test to join them");
  if (input === undefined) return null;
  const schema = z.toJSONSchema(input, {
    io: "input",
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      const { type } = zodSchema._zod.def;
      if (type === "bigint" || type === "date") Object.assign(jsonSchema, { type });
    },
  }) as JsonSchema;
  return schema.type === "object" ? schema : null;
}
