import { render } from "react-email";
import { accountLetter, type AccountMail } from "./account-letter.ts";
import { letterPage } from "./letter-page.ts";
import type { Letter } from "./letter.ts";
import { notificationLetter, type NotificationMail } from "./notification-letter.ts";
import { speakers } from "./speakers.ts";

export type RenderedMail = {
  readonly subject: string;
  readonly html: string;
  /** The same as plain text. */
  readonly text: string;
  /** Where she switches this kind off, for the mail program's own button; null: it cannot be switched off. */
  readonly unsubscribeUrl: string | null;
};

/** Puts a mail into words, as a page and as plain text. Takes about a millisecond. */
export async function renderMail(
  mail: NotificationMail | AccountMail,
  app: { readonly webOrigin: string; readonly supportEmail: string | null },
): Promise<RenderedMail> {
  const { supportEmail: email } = app;
  const help = email === null ? null : speakers[mail.locale].t("mail:help", { email });
  const letter = mail.form === "account" ? accountLetter(mail, app) : notificationLetter(mail, app);
  return {
    subject: letter.subject,
    html: await render(letterPage(letter, help)),
    text: plainText(letter, help),
    unsubscribeUrl: letter.settings?.url ?? null,
  };
}

function plainText({ subject, paragraphs, action, why, settings }: Letter, help: string | null): string {
  const blocks = [
    subject,
    ...paragraphs,
    ...(action ? [`${action.label}:\n${action.url}`] : []),
    `-- \n${[...(help === null ? [] : [help]), why, ...(settings ? [`${settings.label}: ${settings.url}`] : [])].join("\n")}`,
  ];
  return `${blocks.join("\n\n")}\n`;
}
