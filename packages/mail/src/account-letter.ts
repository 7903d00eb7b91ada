import type { en, Locale } from "@payrun/catalogue";
import type { Letter } from "./letter.ts";
import { speakers } from "./speakers.ts";

/** A mail about somebody's account. Her name is not in it: whoever signs up with another's address chooses one. */
export type AccountMail = {
  readonly form: "account";
  readonly locale: Locale;
  readonly kind: keyof typeof en.mail.account;
  /** Where its button leads; null: to the web app. */
  readonly url: string | null;
};

export function accountLetter(
  { locale, kind, url }: AccountMail,
  { webOrigin }: { readonly webOrigin: string },
): Letter {
  const i18n = speakers[locale];
  return {
    locale,
    subject: i18n.t(`mail:account.${kind}.subject`),
    paragraphs: [i18n.t(`mail:account.${kind}.text`), i18n.t(`mail:account.${kind}.ignore`)],
    action: { label: i18n.t(`mail:account.${kind}.link`), url: url ?? webOrigin },
    why: i18n.t("mail:whyAccount"),
    settings: null,
    showsAddress: i18n.t("mail:orCopy"),
  };
}
