import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { notifyCreators, type CreatorNews, type Database } from "../src/index.ts";
import { addCreators, openBooks, type Books } from "./books.ts";

let books: Books;
let db: Database;
let ana: string;
beforeEach(async () => {
  books = await openBooks();
  ({ db } = books);
  [ana = ""] = await addCreators(db, 1);
  await db.query("UPDATE creators SET email = 'ana@creators.example'");
});
afterEach(() => books.close());

const sent = (dedupeKey: string, creatorId = ana): CreatorNews => ({
  creatorId,
  dedupeKey,
  kind: "payout_sent",
  data: { payoutItemId: "item", periodKey: "2026-12-01", amountMinor: "4000", currency: "USD" },
});

const destinationChanged = (alsoTo: readonly string[]): CreatorNews => ({
  creatorId: ana,
  dedupeKey: "destination/1",
  alsoTo,
  kind: "destination_changed",
  data: {
    changedAt: "2026-12-01T02:00:00Z",
    payableFrom: "2026-12-03T02:00:00Z",
    last4: "6789",
    bankName: null,
  },
});

const tell = (...news: readonly CreatorNews[]) => db.transaction((tx) => notifyCreators(tx, news));

const prefer = (kind: string, { inApp, mail }: { readonly inApp: boolean; readonly mail: boolean }) =>
  db.query("INSERT INTO notification_preferences VALUES ($1, $2, $3, $4)", [ana, kind, inApp, mail]);

async function told() {
  const [notifications, mails] = await Promise.all([
    db.query<{ kind: string; inApp: boolean }>(
      `SELECT kind, in_app AS "inApp" FROM notifications ORDER BY dedupe_key`,
    ),
    db.query<{ alsoTo: string | null }>(
      `SELECT payload ->> 'alsoTo' AS "alsoTo" FROM outbox WHERE topic = 'mail' ORDER BY id`,
    ),
  ]);
  return { notifications, mails: mails.map((mail) => mail.alsoTo) };
}

describe("a creator is told", () => {
  test("in the app and by mail, once for a key, however often and from wherever it is repeated", async () => {
    await Promise.all(
      [1, 2, 3, 4].map(() => tell(sent("payout/1/sent"), sent("payout/1/sent"), sent("payout/2/sent"))),
    );
    expect(await told()).toEqual({
      notifications: [1, 2].map(() => ({ kind: "payout_sent", inApp: true })),
      mails: [null, null],
    });
  });

  test("nothing when the transaction that recorded it rolls back", async () => {
    await expect(
      db.transaction(async (tx) => {
        await notifyCreators(tx, [sent("payout/1/sent")]);
        throw new Error("crash");
      }),
    ).rejects.toThrow("crash");
    expect(await told()).toEqual({ notifications: [], mails: [] });
  });

  test("in the app alone without an address", async () => {
    await db.query("UPDATE creators SET email = NULL");
    await tell(sent("payout/1/sent"));
    expect(await told()).toEqual({ notifications: [{ kind: "payout_sent", inApp: true }], mails: [] });
  });

  test.for([
    { inApp: true, mail: false, mails: 0 },
    { inApp: false, mail: true, mails: 1 },
    { inApp: false, mail: false, mails: 0 },
  ])(
    "as she prefers: in the app $inApp, by mail $mail; and not again when she changes her mind",
    async (wants) => {
      await prefer("payout_sent", wants);
      await tell(sent("payout/1/sent"));
      await db.query("DELETE FROM notification_preferences");
      await tell(sent("payout/1/sent"));
      const { notifications, mails } = await told();
      expect(notifications).toEqual([{ kind: "payout_sent", inApp: wants.inApp }]);
      expect(mails).toHaveLength(wants.mails);
    },
  );

  test("where her money goes now, by every way and at her earlier address too, whatever she prefers", async () => {
    await prefer("destination_changed", { inApp: false, mail: false });
    await tell(destinationChanged(["before@creators.example"]));
    await tell(destinationChanged(["before@creators.example"]));
    expect(await told()).toEqual({
      notifications: [{ kind: "destination_changed", inApp: true }],
      mails: [null, "before@creators.example"],
    });
  });

  test("many at once in one statement", async () => {
    const creators = await addCreators(db, 200);
    const before = db.roundTrips();
    await db.transaction((tx) =>
      notifyCreators(
        tx,
        creators.map((creatorId) => sent(`payout/${creatorId}/sent`, creatorId)),
      ),
    );
    expect(db.roundTrips() - before).toBe(3);
    expect((await told()).notifications).toHaveLength(200);
  });
});
