import type { MailToSend, OutboxRow, SignInFacts } from "@payrun/db";
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
  /** Where an answer goes; null: to whom it is from. */
  readonly replyTo: string | null;
  readonly date: Date;
};

type App = { readonly webOrigin: string; readonly supportEmail?: string | null };

/** Puts a notification's mail into words, unless they are written already. */
export async function notificationMail(mail: MailToSend, app: App): Promise<OutgoingMail> {
  const { mailId, createdAt: date } = mail;
  const to = { name: mail.name, address: mail.to };
  if (mail.form === "written") {
    return {
      mailId,
      to,
      date,
      subject: mail.subject,
      text: mail.body,
      html: null,
      unsubscribeUrl: null,
      replyTo: null,
    };
  }
  const { kind, data, timeZone, isCopy } = mail;
  const locale = localeFrom(mail.locale);
  const words = await rendered(
    { form: "notification", notification: { kind, data }, locale, timeZone, isCopy },
    app,
  );
  return { mailId, to, date, replyTo: app.supportEmail ?? null, ...words };
}

/** Puts a mail about an account into words: `{to, name, locale, kind, url, signIn?}`. */
export async function accountMail({ id, payload, createdAt }: OutboxRow, app: App): Promise<OutgoingMail> {
  const { to, locale, kind, url, signIn } = payload;
  const words = await rendered(
    {
      form: "account",
      kind: kind as AccountMail["kind"],
      locale: localeFrom(locale),
      url: typeof url === "string" ? url : null,
      ...(isSignIn(signIn) && { signIn: { ...signIn, at: new Date(signIn.at) } }),
    },
    app,
  );
  return {
    mailId: `account-${id}`,
    to: { name: "", address: String(to) },
    date: createdAt,
    replyTo: app.supportEmail ?? null,
    ...words,
  };
}

/** Loaded with the first mail: it takes half a second, which no start should wait for. */
async function rendered(mail: NotificationMail | AccountMail, app: App) {
  const { renderMail } = await import("@payrun/mail");
  return renderMail(mail, { webOrigin: app.webOrigin, supportEmail: app.supportEmail ?? null });
}

/** The API wrote it, as the kind of the mail says. */
function isSignIn(value: unknown): value is SignInFacts {
  return typeof value === "object" && value !== null && "at" in value && "timeZone" in value;
}

function localeFrom(locale: unknown): AccountMail["locale"] {
  return locale === "de" || locale === "ja" ? locale : "en";
}
