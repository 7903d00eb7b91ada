import { badRequest } from "../../../protocol/api-error.ts";
import { metadata } from "../../../protocol/parameters/metadata.ts";
import {
  anything,
  boolean,
  clearableText,
  integer,
  listOf,
  object,
  oneOf,
  optional,
  type Reader,
  required,
  shapeOf,
  text,
} from "../../../protocol/parameters/parameter.ts";

const words = optional(clearableText());

/** JSON's null clears. */
export function nullable<T>(read: Reader<T>): Reader<T | null> {
  return (raw, name, wire) => (raw === null ? null : read(raw, name, wire));
}

/** RFC 3339; throws 400 for another. */
export const instant: Reader<string> = (raw, name, wire) => {
  const value = text(40)(raw, name, wire);
  if (Number.isNaN(Date.parse(value))) throw badRequest(undefined, `Invalid timestamp: ${value}`, name);
  return value;
};

export const addressV2Fields = {
  city: words,
  country: optional(text(2)),
  line1: words,
  line2: words,
  postal_code: words,
  state: words,
  town: words,
};

export const frontBack = optional(
  nullable(
    shapeOf({
      front_back: optional(shapeOf({ back: words, front: words })),
      type: optional(oneOf("front_back")),
    }),
  ),
);

const files = optional(
  nullable(shapeOf({ files: optional(listOf(text())), type: optional(oneOf("files")) })),
);

export const signatureV2 = shapeOf({ date: optional(instant), ip: optional(text()), user_agent: words });

/** A person of v2: `identity.individual` of an account, and `/v2/core/accounts/:id/persons`. */
export const individualV2Parameters = {
  additional_addresses: optional(
    listOf(shapeOf({ ...addressV2Fields, purpose: required(oneOf("registered")) })),
  ),
  additional_names: optional(
    listOf(
      shapeOf({
        full_name: words,
        given_name: words,
        purpose: required(oneOf("alias", "maiden")),
        surname: words,
      }),
    ),
  ),
  address: optional(nullable(shapeOf(addressV2Fields))),
  date_of_birth: optional(
    nullable(
      shapeOf({
        day: required(integer({ min: 1, max: 31 })),
        month: required(integer({ min: 1, max: 12 })),
        year: required(integer({ min: 1900, max: 2100 })),
      }),
    ),
  ),
  documents: optional(
    shapeOf({
      company_authorization: files,
      passport: files,
      primary_verification: frontBack,
      secondary_verification: frontBack,
      visa: files,
    }),
  ),
  email: words,
  given_name: words,
  id_numbers: optional(listOf(shapeOf({ type: required(text()), value: required(text()) }))),
  legal_gender: optional(oneOf("female", "male")),
  metadata: optional(metadata),
  nationalities: optional(listOf(text(2))),
  phone: words,
  political_exposure: optional(oneOf("existing", "none")),
  relationship: optional(
    shapeOf({
      authorizer: optional(boolean),
      director: optional(boolean),
      executive: optional(boolean),
      legal_guardian: optional(boolean),
      owner: optional(boolean),
      percent_ownership: words,
      representative: optional(boolean),
      title: words,
    }),
  ),
  script_addresses: optional(object),
  script_names: optional(object),
  surname: words,
};

export const personV2Parameters = {
  ...individualV2Parameters,
  additional_terms_of_service: optional(shapeOf({ account: optional(signatureV2) })),
  person_token: optional(anything),
};
