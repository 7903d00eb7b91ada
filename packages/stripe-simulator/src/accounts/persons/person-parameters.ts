import { metadata } from "../../protocol/parameters/metadata.ts";
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
  shapeOf,
  text,
} from "../../protocol/parameters/parameter.ts";

const words = optional(clearableText());

/** Reads a hash that an empty string clears. */
export function clearable<T>(read: Reader<T>): Reader<T | null> {
  return (raw, name, wire) => (raw === "" ? null : read(raw, name, wire));
}

export const address = optional(
  shapeOf({ city: words, country: words, line1: words, line2: words, postal_code: words, state: words }),
);

export const japaneseAddress = optional(
  shapeOf({
    city: words,
    country: words,
    line1: words,
    line2: words,
    postal_code: words,
    state: words,
    town: words,
  }),
);

export const document = optional(shapeOf({ back: words, front: words }));

/** Date, address and program of a declaration: a signature. */
export const signature = optional(
  shapeOf({ date: optional(integer()), ip: optional(text()), user_agent: words }),
);

export const dateOfBirth = optional(
  clearable(
    shapeOf({
      day: optional(integer({ min: 1, max: 31 })),
      month: optional(integer({ min: 1, max: 12 })),
      year: optional(integer({ min: 1900, max: 2100 })),
    }),
  ),
);

const percent: Reader<number> = (raw, name, wire) =>
  typeof raw === "string" && /^\d+\.\d+$/.test(raw)
    ? Number(raw)
    : integer({ min: 0, max: 100 })(raw, name, wire);

/** What may be said of an individual and of a person alike. */
const common = {
  address,
  address_kana: japaneseAddress,
  address_kanji: japaneseAddress,
  dob: dateOfBirth,
  email: words,
  first_name: words,
  first_name_kana: words,
  first_name_kanji: words,
  full_name_aliases: optional(clearable(listOf(text()))),
  gender: words,
  id_number: words,
  id_number_secondary: words,
  last_name: words,
  last_name_kana: words,
  last_name_kanji: words,
  maiden_name: words,
  metadata: optional(metadata),
  phone: words,
  political_exposure: optional(oneOf("existing", "none")),
  registered_address: address,
  ssn_last_4: words,
  verification: optional(shapeOf({ additional_document: document, document })),
};

const roles = {
  director: optional(boolean),
  executive: optional(boolean),
  owner: optional(boolean),
  percent_ownership: optional(clearable(percent)),
  title: words,
};

/** `individual` of an account. */
export const individualParameters = { ...common, relationship: optional(shapeOf(roles)) };

/** Parameters of `/v1/accounts/:id/persons`. */
export const personParameters = {
  ...common,
  additional_tos_acceptances: optional(shapeOf({ account: signature })),
  documents: optional(object),
  expand: optional(anything),
  nationality: words,
  person_token: words,
  relationship: optional(
    shapeOf({
      ...roles,
      authorizer: optional(boolean),
      legal_guardian: optional(boolean),
      representative: optional(boolean),
    }),
  ),
  us_cfpb_data: optional(object),
};
