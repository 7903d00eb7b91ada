import { loadMails, markMailed, relayOutbox } from "@payrun/db";
import type { Deps } from "../deps.ts";
import type { Mailer } from "./mailer.ts";

const PAGE = 20;

/** Hands staged mails over, one by one; one that fails is tried again later and does not keep the others. */
export async function relayMails(deps: Deps, mailer: Mailer): Promise<boolean> {
  const relayed = await relayOutbox(deps.db, {
    topic: "mail",
    limit: PAGE,
    send: async (rows) => {
      const ids = new Map(rows.map((row) => [String(row.payload["notificationId"]), row.id]));
      const sent: string[] = [];
      for (const mail of await loadMails(deps.db, [...ids.keys()])) {
        try {
          await mailer.send(mail);
          sent.push(mail.notificationId);
        } catch (error) {
          deps.log.warn(
            { err: error, notificationId: mail.notificationId },
            "mail not handed over, it comes again",
          );
        }
      }
      await markMailed(deps.db, sent);
      return sent.flatMap((notificationId) => ids.get(notificationId) ?? []);
    },
  });
  return relayed === PAGE;
}
