import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createTransport, type SendMailOptions } from "nodemailer";
import type { OutgoingMail } from "./outgoing-mail.ts";

/** Hands one mail over. Handing it over twice must not make two: the name, or the Message-ID, is the same. */
export type Mailer = { readonly send: (mail: OutgoingMail) => Promise<void>; readonly close: () => void };

/** Writes each mail as `{mailId}.eml` into a folder: the same mail is the same file. */
export function fileMailer(folder: string, from: string): Mailer {
  const compose = createTransport({ streamTransport: true, buffer: true, newline: "windows" });
  return {
    send: async (mail) => {
      await mkdir(folder, { recursive: true });
      const { message } = await compose.sendMail(mailOptions(mail, from));
      const file = join(folder, `${mail.mailId}.eml`);
      await writeFile(`${file}.part`, message as Buffer);
      await rename(`${file}.part`, file);
    },
    close: () => compose.close(),
  };
}

/** Sends by SMTP. A mail whose acceptance was not heard is sent again with the same Message-ID: never lost, rarely twice. */
export function smtpMailer(smtpUrl: string, from: string): Mailer {
  const transport = createTransport(smtpUrl, {
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  } as SendMailOptions);
  return {
    send: async (mail) => {
      await transport.sendMail(mailOptions(mail, from));
    },
    close: () => transport.close(),
  };
}

function mailOptions(mail: OutgoingMail, from: string): SendMailOptions {
  return {
    from,
    to: mail.to,
    subject: mail.subject,
    text: mail.text,
    ...(mail.html !== null && { html: mail.html }),
    ...(mail.unsubscribeUrl !== null && { list: { unsubscribe: mail.unsubscribeUrl } }),
    ...(mail.replyTo !== null && { replyTo: mail.replyTo }),
    date: mail.date,
    messageId: `<${mail.mailId}@payrun>`,
    headers: { "Auto-Submitted": "auto-generated" },
  };
}
