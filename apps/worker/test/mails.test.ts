import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addAdmins } from "@payrun/db";
import { describe, expect, onTestFinished, test } from "vitest";
import { fileMailer, smtpMailer, type Mailer } from "../src/tell/mailer.ts";
import { relayMails } from "../src/tell/relay-mails.ts";
import { expectBooksAgree } from "./books-agree.ts";
import type { House } from "./house.ts";
import { makeDue } from "./operational-clock.ts";
import { startSmtpStub } from "./smtp-stub.ts";
import { changeCreator, plannedBatch, storyHouse } from "./story.ts";

const FROM = "Payrun <payouts@payrun.example>";

/** A batch that is completed, with two admins to tell. */
async function completedBatch(): Promise<House> {
  const house = await storyHouse();
  await addAdmins(house.db, [{ email: "second@payrun.example", name: "Second" }]);
  const { creators } = await plannedBatch(house, [4000, 5000, 6000]);
  await changeCreator(house, "paused_by_admin_at = now()", creators[2]);
  await house.runJobs();
  return house;
}

async function mailFolder(): Promise<{
  readonly mailer: Mailer;
  readonly files: () => Promise<readonly string[]>;
}> {
  const folder = await mkdtemp(join(tmpdir(), "payrun-mail-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return {
    mailer: fileMailer(folder, FROM),
    files: async () =>
      Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), "utf8"))),
  };
}

async function unsentMails(house: House): Promise<number> {
  const [row] = await house.db.query<{ n: number }>(
    "SELECT count(*)::int AS n FROM outbox WHERE topic = 'mail' AND sent_at IS NULL",
  );
  return row?.n ?? 0;
}

const addressees = (mails: readonly string[]) =>
  mails
    .map((mail) => /^To: .*?([\w.]+@payrun\.example)/m.exec(mail)?.[1] ?? "")
    .toSorted((a, b) => a.localeCompare(b));
const BOTH = ["finance@payrun.example", "second@payrun.example"];

describe("when a batch completes, each admin is told exactly once", () => {
  test("in the app and by a mail file with the figures, however many relays run", async () => {
    const house = await completedBatch();
    const { mailer, files } = await mailFolder();
    await Promise.all([1, 2, 3].map(() => relayMails(house.deps, mailer)));
    await relayMails(house.deps, mailer);
    const mails = await files();
    expect(addressees(mails)).toEqual(BOTH);
    expect(mails[0]).toContain("Subject: Payouts of 2026-12-01: 2 paid, $90.00");
    expect(mails[0]).toContain("Paid: 2 of 3 eligible payouts");
    expect(mails[0]).toContain("Held, paused by admin: 1");
    const told = await house.db.query(
      "SELECT kind, mailed_at IS NOT NULL AS mailed FROM notifications WHERE admin_id IS NOT NULL",
    );
    expect(told).toEqual(BOTH.map(() => ({ kind: "batch_completed", mailed: true })));
    expect(await unsentMails(house)).toBe(0);
    await expectBooksAgree(house);
  });

  test("also when the worker dies between the file and the commit", async () => {
    const house = await completedBatch();
    const { mailer, files } = await mailFolder();
    const { db } = house;
    const dying: House["deps"]["db"] = {
      ...db,
      query: (text, values) => {
        if (text.includes("SET mailed_at")) return Promise.reject(new Error("the worker died"));
        return db.query(text, values);
      },
    };
    await expect(relayMails({ ...house.deps, db: dying }, mailer)).rejects.toThrow("the worker died");
    expect(await files()).toHaveLength(2);
    expect(await unsentMails(house)).toBe(2);
    await relayMails(house.deps, mailer);
    expect(addressees(await files())).toEqual(BOTH);
    expect(await unsentMails(house)).toBe(0);
  });

  test("while the mail server is away the mails stay queued, and go when it is back", async () => {
    const house = await completedBatch();
    const gone = await startSmtpStub();
    await gone.close();
    const mailer = smtpMailer(`smtp://127.0.0.1:${gone.port}`, FROM);
    onTestFinished(() => mailer.close());
    await relayMails(house.deps, mailer);
    expect(await unsentMails(house)).toBe(2);
    await relayMails(house.deps, mailer);
    const [attempts] = await house.db.query("SELECT max(attempts) AS n FROM outbox WHERE topic = 'mail'");
    expect(attempts).toEqual({ n: 1 });

    const back = await startSmtpStub(gone.port);
    onTestFinished(() => back.close());
    await makeDue(house);
    await relayMails(house.deps, mailer);
    expect(addressees(back.accepted)).toEqual(BOTH);
    expect(await unsentMails(house)).toBe(0);
  });

  test("a mail whose acceptance was not heard is sent again under the same Message-ID, the others are not", async () => {
    const house = await completedBatch();
    const server = await startSmtpStub();
    onTestFinished(() => server.close());
    const mailer = smtpMailer(`smtp://127.0.0.1:${server.port}`, FROM);
    onTestFinished(() => mailer.close());
    server.loseNextAnswer();
    await relayMails(house.deps, mailer);
    expect(await unsentMails(house)).toBe(1);
    await makeDue(house);
    await relayMails(house.deps, mailer);
    expect(server.accepted).toHaveLength(3);
    const ids = server.accepted.map((mail) => /^Message-ID: (.*)$/m.exec(mail)?.[1]);
    expect(new Set(ids).size).toBe(2);
    expect(await unsentMails(house)).toBe(0);
  });
});
