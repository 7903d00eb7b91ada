/** The part of OpenAPI 3.0 that Stripe's description of its objects uses. */
export type PublishedSchema = {
  readonly $ref?: string;
  readonly anyOf?: readonly PublishedSchema[];
  readonly type?: "string" | "integer" | "number" | "boolean" | "array" | "object";
  readonly nullable?: boolean;
  readonly enum?: readonly string[];
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, PublishedSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | PublishedSchema;
  readonly items?: PublishedSchema;
};

/** `{openapi: "3.0.0", info: {version: "2024-04-10"}, components: {schemas: {account, …}}}` */
export type PublishedDescription = {
  readonly info: { readonly version: string };
  readonly components: { readonly schemas: Readonly<Record<string, PublishedSchema>> };
};
