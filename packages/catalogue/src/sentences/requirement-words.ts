import type { i18n } from "i18next";
import type { en } from "../en/en.ts";

type Field = Exclude<keyof typeof en.requirements.fields, "other">;
type Disabled = Exclude<keyof typeof en.requirements.disabled, "other">;

/**
 * What Stripe asks for, by its name of it (`individual.verification.document`, `external_account`, `person_1Ab.dob.day`):
 * the text of the name, or of the longest part of it that has one.
 */
export function requirementWords(i18n: i18n, field: string): string {
  const parts = field.replace(/^person_[^.]*/u, "person").split(".");
  for (let count = parts.length; count > 0; count -= 1) {
    const key = parts.slice(0, count).join("_");
    if (isField(i18n, key)) return i18n.t(`requirements:fields.${key}`);
  }
  return i18n.t("requirements:fields.other", { field });
}

/** Why Stripe stopped an account, by Stripe's `disabled_reason` (`rejected.fraud`); no full stop. */
export function disabledReasonWords(i18n: i18n, disabledReason: string): string {
  const key = disabledReason.replaceAll(".", "_");
  return isDisabled(i18n, key)
    ? i18n.t(`requirements:disabled.${key}`)
    : i18n.t("requirements:disabled.other", { reason: disabledReason });
}

function isField(i18n: i18n, key: string): key is Field {
  return /^\w+$/u.test(key) && key !== "other" && i18n.exists(`requirements:fields.${key}`);
}

function isDisabled(i18n: i18n, key: string): key is Disabled {
  return /^\w+$/u.test(key) && key !== "other" && i18n.exists(`requirements:disabled.${key}`);
}
