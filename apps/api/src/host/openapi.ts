import { rowErrorCodes } from "@payrun/intake";
import { z } from "zod";
import { intakeCalls, type IntakeCall } from "./intake-calls.ts";
import { ROWS_MAX } from "./read-envelope.ts";

const shownFields = z.record(z.string(), z.unknown().meta({ $ref: "#/components/schemas/Shown" }));
/** Any JSON: what of a row's field is stored, or was sent. */
const shown = { description: "Any JSON: one field of a row." };

const rowError = z.object({
  code: z.enum(Object.keys(rowErrorCodes)).meta({
    description: Object.entries(rowErrorCodes)
      .map(([code, meaning]) => `- \`${code}\`: ${meaning}`)
      .join("\n"),
  }),
  message: z.string().meta({ description: "For a person: what is wrong and what to do." }),
  field: z.string().optional(),
  stored: shownFields.optional().meta({ description: "What Payrun has." }),
  sent: shownFields.optional().meta({ description: "What the call said." }),
});

const rowResult = z.object({
  index: z.int().meta({ description: "The row's place in the call, from 0." }),
  sourceId: z.string().nullable(),
  status: z.enum(["created", "unchanged", "updated", "refused"]),
  id: z.string().optional().meta({ description: "Payrun's id; absent when refused." }),
  error: rowError.optional().meta({ description: "Only when refused." }),
});

const callResult = z.object({
  counts: z.record(z.enum(["created", "unchanged", "updated", "refused"]), z.int()),
  results: z.array(rowResult).meta({ description: "One for every row, in the call's order." }),
});

const callError = z.object({
  error: z.looseObject({ code: z.string(), message: z.string() }),
});

/** The document of `/v1` (OpenAPI 3.1), made from the schemas that judge the rows. */
export function openApiDocument(): object {
  return {
    openapi: "3.1.0",
    info: {
      title: "Payrun: the host platform's side",
      version: "1",
      description:
        "Bulk reports of what happened on the host platform. Every row is idempotent by your `sourceId`: send a call " +
        "again after any failure, what is recorded already is `unchanged`. The same `sourceId` with other content is " +
        "refused, and so is any row that does not fit; the other rows of the call are kept. Amounts are whole numbers " +
        "in the currency's minor unit.",
    },
    components: {
      securitySchemes: { apiKey: { type: "http", scheme: "bearer", bearerFormat: "payrun_…" } },
      schemas: { CallResult: jsonSchema(callResult), CallError: jsonSchema(callError), Shown: shown },
    },
    security: [{ apiKey: [] }],
    paths: Object.fromEntries(intakeCalls.map((call) => [`/v1/${call.path}`, { post: operation(call) }])),
  };
}

function operation({ path, name, summary, row, example }: IntakeCall): object {
  const rows = { type: "array", minItems: 1, maxItems: ROWS_MAX, items: jsonSchema(row) };
  const envelope = {
    type: "object",
    properties: { [name]: rows },
    required: [name],
    additionalProperties: false,
  };
  const result = {
    index: 0,
    sourceId: example["sourceId"],
    status: "created",
    id: "019aa000-0000-7000-8000-000000000001",
  };
  const counts = { created: 1, unchanged: 0, updated: 0, refused: 0 };
  return {
    operationId: path,
    summary,
    requestBody: {
      required: true,
      content: {
        "application/json": { schema: envelope, examples: { one: { value: { [name]: [example] } } } },
      },
    },
    responses: {
      200: {
        description: "Every row has its result; some may be refused.",
        content: {
          "application/json": {
            schema: { $ref: "#/components/schemas/CallResult" },
            examples: { one: { value: { counts, results: [result] } } },
          },
        },
      },
      400: callRefused("The body is not JSON, or holds no rows."),
      401: callRefused("No API key, or one that is unknown or revoked."),
      413: callRefused(`More than ${ROWS_MAX} rows, or too many bytes. Nothing was done.`),
      503: callRefused("The database is away. Nothing was done; try again."),
    },
  };
}

function callRefused(description: string): object {
  return {
    description,
    content: { "application/json": { schema: { $ref: "#/components/schemas/CallError" } } },
  };
}

/** Without the dialect's name, which the document says once. */
function jsonSchema(schema: z.ZodType): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io: "input",
    override: ({ jsonSchema: own }) => {
      if (own.pattern !== undefined) own.pattern = plainPattern(own.pattern);
    },
  });
  return rest;
}

/** Classes of Unicode are JavaScript's: Python, Go and Java read ranges. Half surrogate pairs no other language can send. */
function plainPattern(pattern: string): string {
  return pattern
    .replaceAll(String.raw`\p{Cc}`, String.raw`\x00-\x1f\x7f-\x9f`)
    .replaceAll(String.raw`\p{Cs}`, "");
}
