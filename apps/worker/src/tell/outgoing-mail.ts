import type { MailToSend, OutboxRow } from "@payrun/db";
import type { AccountMail, NotificationMail } from "@payrun/mail";

/** A mail as it goes out. */
export type OutgoingMail = {
  /** The same mail has the same id, however often it is tried. */
  readonly mailId: string;
  /** Her name is left out where she may not be the one who chose it. */
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  /** Null: plain text alone. */
  readonly html: string | null;
  readonly unsubscribeUrl: string | null;
  readonly date: Date;
};

type App = { readonly webOrigin: string };

/** Puts a notification's mail into words, unless they are written already. */
export async function notificationMail(mail: MailToSend, app: App): Promise<OutgoingMail> {
  const { mailId, createdAt: date } = mail;
  const to = { name: mail.name, address: mail.to };
  if (mail.form === "written") {
    return { mailId, to, date, subject: mail.subject, text: mail.body, html: null, unsubscribeUrl: null };
  }
  const { kind, data, timeZone, isCopy } = mail;
  const locale = localeFrom(mail.locale);
  const words = await rendered(
    { form: "notification", notification: { kind, data }, locale, timeZone, isCopy },
    app,
  );
  return { mailId, to, date, ...words };
}

/** Puts a mail about an account into words: `{to, name, locale, kind, url}`. */
export async function accountMail({ id, payload, createdAt }: OutboxRow, app: App): Promise<OutgoingMail> {
  const { to, locale, kind, url } = payload;
  const words = await rendered(
    {
      form: "account",
      kind: kind as AccountMail["kind"],
      locale: localeFrom(locale),
      url: typeof url === "string" ? url : null,
    },
    app,
  );
  return { mailId: `account-${id}`, to: { name: "", address: String(to) }, date: createdAt, ...words };
}

/** Loaded with the first mail: it takes half a second, which no start should wait for. */
async function rendered(mail: NotificationMail | AccountMail, app: App) {
  const { renderMail } = await import("@payrun/mail");
  return renderMail(mail, app);
}

function localeFrom(locale: unknown): AccountMail["locale"] {
  return locale === "de" || locale === "ja" ? locale : "en";
}
