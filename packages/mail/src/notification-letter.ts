import { notificationWords, type Locale, type SpokenNotification } from "@payrun/catalogue";
import { alwaysToldKinds, isCreatorNotificationKind } from "@payrun/payouts-core";
import type { Letter } from "./letter.ts";
import { speakers } from "./speakers.ts";

/** A creator's notification on its way to one address. */
export type NotificationMail = {
  readonly form: "notification";
  readonly locale: Locale;
  /** IANA name: the zone of its instants. */
  readonly timeZone: string;
  readonly notification: SpokenNotification;
  /** It goes to an address that was hers before. */
  readonly isCopy: boolean;
};

export function notificationLetter(
  { locale, timeZone, notification, isCopy }: NotificationMail,
  { webOrigin }: { readonly webOrigin: string },
): Letter {
  const i18n = speakers[locale];
  const { title, text, link } = notificationWords(i18n, notification, { timeZone });
  const { kind } = notification;
  const isLocked = isCopy || alwaysToldKinds.some((each) => each === kind);
  const name = isCreatorNotificationKind(kind) ? i18n.t(`notifications:kinds.${kind}.name`) : title;
  const why = isCopy
    ? i18n.t("mail:whyAlsoTo")
    : isLocked
      ? i18n.t("mail:whyAlways")
      : i18n.t("mail:why", { kind: name });
  return {
    locale,
    subject: title,
    paragraphs: [text],
    action: { label: link.label, url: `${webOrigin}${link.path}` },
    why,
    settings: isLocked ? null : { label: i18n.t("mail:change"), url: `${webOrigin}/settings#notifications` },
    showsAddress: null,
  };
}
