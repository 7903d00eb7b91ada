import { loadMails, markMailed, relayOutbox, type MailRequest, type OutboxRow } from "@payrun/db";
import type { Deps } from "../deps.ts";
import type { Mailer } from "./mailer.ts";
import { accountMail, notificationMail, type OutgoingMail } from "./outgoing-mail.ts";

const PAGE = 20;
/** Mails on their way at once: a mail server takes its time with each, and minds more connections than a few. */
const LANES = 5;

type Due = {
  readonly rowId: bigint;
  /** Null: about no notification, or only a copy of its mail. */
  readonly notificationId: string | null;
  readonly write: () => Promise<OutgoingMail>;
};

/** Hands staged mails over; one that fails is tried again later and does not keep the others. */
export async function relayMails(deps: Deps, mailer: Mailer): Promise<boolean> {
  const relayed = await relayOutbox(deps.db, {
    topic: "mail",
    limit: PAGE,
    send: async (rows) => {
      const due = await dueMails(deps, rows);
      const sent = (await inLanes(due, (mail) => handOver(deps, mailer, mail))).flat();
      await markMailed(
        deps.db,
        sent.flatMap((mail) => mail.notificationId ?? []),
      );
      // Whose address is gone meanwhile is told in the app alone.
      const addressed = new Set(due.map((mail) => mail.rowId));
      const gone = rows.map((row) => row.id).filter((id) => !addressed.has(id));
      return [...gone, ...sent.map((mail) => mail.rowId)];
    },
  });
  return relayed === PAGE;
}

async function dueMails(deps: Deps, rows: readonly OutboxRow[]): Promise<readonly Due[]> {
  const accounts = rows.filter((row) => row.name === "account");
  const told = new Map(
    rows.filter((row) => row.name !== "account").map((row) => [requestKey(requestOf(row)), row]),
  );
  const mails = await loadMails(deps.db, [...told.values()].map(requestOf));
  return [
    ...accounts.map((row) => ({
      rowId: row.id,
      notificationId: null,
      write: () => accountMail(row, deps),
    })),
    ...mails.flatMap((mail) => {
      const row = told.get(mail.mailId);
      if (row === undefined) return [];
      const notificationId = mail.isCopy ? null : mail.notificationId;
      return [{ rowId: row.id, notificationId, write: () => notificationMail(mail, deps) }];
    }),
  ];
}

function requestOf({ payload }: OutboxRow): MailRequest {
  const { notificationId, alsoTo, copyNo } = payload;
  return {
    notificationId: String(notificationId),
    alsoTo: typeof alsoTo === "string" ? alsoTo : null,
    copyNo: typeof copyNo === "number" ? copyNo : null,
  };
}

/** The `mailId` that it will have. */
function requestKey({ notificationId, copyNo }: MailRequest): string {
  return copyNo === null ? notificationId : `${notificationId}-${copyNo}`;
}

async function handOver(deps: Deps, mailer: Mailer, due: Due): Promise<readonly Due[]> {
  try {
    await mailer.send(await due.write());
    return [due];
  } catch (error) {
    const { notificationId, rowId } = due;
    deps.log.warn({ err: error, notificationId, rowId }, "mail not handed over, it comes again");
    return [];
  }
}

/** Works through all of them, a few at a time. */
async function inLanes<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const queue = items.values();
  const lane = async (): Promise<void> => {
    for (const item of queue) results.push(await work(item));
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return results;
}
