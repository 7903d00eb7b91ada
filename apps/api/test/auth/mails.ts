import type { AccountMail, Database } from "@payrun/db";

/** The account mails staged to an address so far, the oldest first. */
export async function mailsTo(db: Database, email: string): Promise<readonly AccountMail[]> {
  const rows = await db.query<{ payload: AccountMail }>(
    "SELECT payload FROM outbox WHERE topic = 'mail' AND name = 'account' AND payload->>'to' = $1 ORDER BY id",
    [email],
  );
  return rows.map(({ payload }) => payload);
}

/** The token in the link of the newest mail of a kind. */
export async function mailedToken(db: Database, email: string, kind: AccountMail["kind"]): Promise<string> {
  const mail = (await mailsTo(db, email)).findLast((staged) => staged.kind === kind);
  const token =
    mail?.url === undefined || mail.url === null ? null : new URL(mail.url).searchParams.get("token");
  if (token === null) throw new Error(`no ${kind} mail to ${email}`);
  return token;
}
