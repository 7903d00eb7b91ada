/**
 * A JSON schema of the small shape that this package writes: one schema says everything about a value, without
 * alternatives, so that what is wrong with a value has one name.
 */
export type Schema = {
  readonly type?: string | readonly string[];
  readonly const?: string | number | boolean;
  readonly enum?: readonly (string | number | boolean | null)[];
  /** A text must be one of these; what else may stand there is free of it. */
  readonly texts?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly pattern?: string;
  readonly maxLength?: number;
  /** An object must be one of these, by their names in {@link DerivedContract.objects}. */
  readonly fits?: readonly string[];
  /** An object must be some part of one of these: what `previous_attributes` are. */
  readonly fitsInPart?: readonly string[];
};

export type DerivedEndpoint = {
  readonly method: string;
  /** `/v1/transfers/{id}` */
  readonly path: string;
  /** Null when the endpoint takes no parameters. */
  readonly parameters: Schema | null;
  readonly answer: Schema;
};

/** What the official client's package says about Stripe's API. */
export type DerivedContract = {
  readonly stripeVersion: string;
  /** `2026-10-28.endive` */
  readonly apiVersion: string;
  readonly endpoints: readonly DerivedEndpoint[];
  /** Every object with a name, each a schema of its own. */
  readonly objects: Readonly<Record<string, Schema>>;
  /** Of the errors that `/v1` answers. */
  readonly errorCodes: readonly string[];
  /** The `type` that an error of any version may have. */
  readonly errorTypes: readonly string[];
};
