import { deviceNames, formatInstant, type en, type Locale } from "@payrun/catalogue";
import type { Letter } from "./letter.ts";
import { speakers } from "./speakers.ts";

/** A mail about somebody's account. Her name is not in it: whoever signs up with another's address chooses one. */
export type AccountMail = {
  readonly form: "account";
  readonly locale: Locale;
  readonly kind: keyof typeof en.mail.account;
  /** Where its button leads; null: to the web app. */
  readonly url: string | null;
  /** Of `new_sign_in` alone. */
  readonly signIn?: SignIn;
};

type SignIn = { readonly at: Date; readonly timeZone: string; readonly userAgent: string | null };

export function accountLetter(
  { locale, kind, url, signIn }: AccountMail,
  { webOrigin }: { readonly webOrigin: string },
): Letter {
  const i18n = speakers[locale];
  return {
    locale,
    subject: i18n.t(`mail:account.${kind}.subject`),
    paragraphs: [
      i18n.t(`mail:account.${kind}.text`, signInWords(locale, signIn)),
      i18n.t(`mail:account.${kind}.ignore`),
    ],
    action: { label: i18n.t(`mail:account.${kind}.link`), url: url ?? webOrigin },
    why: i18n.t("mail:whyAccount"),
    settings: null,
    showsAddress: i18n.t("mail:orCopy"),
  };
}

/** Other mails than `new_sign_in` have no place for them. */
function signInWords(locale: Locale, signIn: SignIn | undefined) {
  if (signIn === undefined) return { at: "", device: "" };
  const { at, timeZone, userAgent } = signIn;
  const i18n = speakers[locale];
  const names = deviceNames(userAgent);
  return {
    at: formatInstant(locale, at, timeZone),
    device: names === null ? i18n.t("mail:unknownDevice") : i18n.t("mail:device", names),
  };
}
