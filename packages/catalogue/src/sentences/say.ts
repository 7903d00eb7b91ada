import type { i18n } from "i18next";

/** What is filled into a text, already written in its language. */
export type Values = Readonly<Record<string, string | number>>;

/** A text whose key is put together from parts; i18next's types take such a key only with a default. */
export function say(i18n: i18n, key: string, values: Values): string {
  return i18n.t(key, { ...values, defaultValue: key });
}
