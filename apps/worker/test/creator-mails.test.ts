import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newId, notifyCreators, stageAccountMail, type CreatorNews } from "@payrun/db";
import { describe, expect, onTestFinished, test } from "vitest";
import { fileMailer, type Mailer } from "../src/tell/mailer.ts";
import { relayMails } from "../src/tell/relay-mails.ts";
import { processPayoutChunk } from "../src/pay/process-payout-chunk.ts";
import type { Creator, House } from "./house.ts";
import { makeDue } from "./operational-clock.ts";
import { readEml, type Eml } from "./read-eml.ts";
import { changeCreator, plannedBatch, plannedPayout, storyHouse } from "./story.ts";

async function mailFolder() {
  const folder = await mkdtemp(join(tmpdir(), "payrun-mail-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return {
    mailer: fileMailer(folder, "Payrun <payouts@payrun.example>"),
    mails: async (): Promise<readonly Eml[]> => {
      const names = await readdir(folder);
      const all = await Promise.all(
        names.map(async (name) => readEml(await readFile(join(folder, name), "utf8"))),
      );
      return all.toSorted((a, b) => a.header("to").localeCompare(b.header("to")));
    },
  };
}

/** Somebody stands for the creator: she has a language, a zone and an address of her own. */
async function addUser(
  house: House,
  { creatorId }: Creator,
  given: { email: string; locale: string; timeZone: string },
) {
  await house.db.query(
    `INSERT INTO users (id, name, email, email_verified, updated_at, role, creator_id, locale, time_zone)
     VALUES ($1, 'Ana', $2, true, now(), 'creator', $3, $4, $5)`,
    [newId(), given.email, creatorId, given.locale, given.timeZone],
  );
}

const relayAll = async (house: House, mailer: Mailer) => {
  while (await relayMails(house.deps, mailer));
};
const tell = (house: House, news: CreatorNews) => house.db.transaction((tx) => notifyCreators(tx, [news]));
const destinationChanged = (creatorId: string, alsoTo: readonly string[]): CreatorNews => ({
  creatorId,
  dedupeKey: "destination/1",
  kind: "destination_changed",
  alsoTo,
  data: {
    changedAt: "2026-12-01T10:00:00Z",
    payableFrom: "2026-12-03T10:00:00Z",
    last4: "6789",
    bankName: null,
  },
});
const callRequested = (creatorId: string, fanName: string): CreatorNews => ({
  creatorId,
  dedupeKey: "call/1/requested",
  kind: "call_requested",
  data: { callRequestId: "call-1", amountMinor: "1500", currency: "USD", fanName },
});

describe("each creator gets one mail about her payout", () => {
  test("however often its job is delivered, whoever relays, and though a worker dies before the commit", async () => {
    const house = await storyHouse();
    const { batchId } = await plannedBatch(house, [4000, 5000, 6000]);
    await house.db.query("UPDATE creators SET email = 'star@creators.example'");
    await Promise.all([1, 2, 3].map(() => processPayoutChunk(house.deps, { batchId, chunkNo: 0 })));
    await house.runJobs();
    const { mailer, mails } = await mailFolder();
    const dying: House["deps"]["db"] = {
      ...house.db,
      query: (text, values) =>
        text.includes("SET mailed_at")
          ? Promise.reject(new Error("the worker died"))
          : house.db.query(text, values),
    };
    await expect(relayMails({ ...house.deps, db: dying }, mailer)).rejects.toThrow("the worker died");
    await Promise.all([1, 2, 3].map(() => relayMails(house.deps, mailer)));
    await relayAll(house, mailer);

    const sent = (await mails()).filter((mail) => mail.header("to").includes("star@creators.example"));
    expect(sent.map((mail) => mail.header("subject")).toSorted()).toEqual([
      "Your payout of $40.00 is on its way",
      "Your payout of $50.00 is on its way",
      "Your payout of $60.00 is on its way",
    ]);
    expect(new Set(sent.map((mail) => mail.header("message-id"))).size).toBe(3);
    const [unsent] = await house.db.query(
      "SELECT count(*)::int AS n FROM outbox WHERE topic = 'mail' AND sent_at IS NULL",
    );
    expect(unsent).toEqual({ n: 0 });
  });

  test("and one that fails comes again without keeping the others", async () => {
    const house = await storyHouse();
    const { batchId, creators } = await plannedBatch(house, [4000, 5000]);
    await changeCreator(house, "email = 'one@creators.example'", creators[0]);
    await changeCreator(house, "email = 'two@creators.example'", creators[1]);
    await processPayoutChunk(house.deps, { batchId, chunkNo: 0 });
    const { mailer, mails } = await mailFolder();
    const refusing: Mailer = {
      ...mailer,
      send: (mail) =>
        mail.to.address.startsWith("one") ? Promise.reject(new Error("451 try later")) : mailer.send(mail),
    };
    await relayAll(house, refusing);
    const toCreators = async () =>
      (await mails()).map((mail) => mail.header("to")).filter((to) => to.includes("creators.example"));
    expect(await toCreators()).toEqual([expect.stringContaining("two@creators.example")]);
    await makeDue(house);
    await relayAll(house, mailer);
    expect(await toCreators()).toHaveLength(2);
  });
});

describe("her mail", () => {
  test("is in her language and zone, as a page and as plain text, and says why she gets it and where to change that", async () => {
    const house = await storyHouse();
    const { batchId, creator } = await plannedPayout(house);
    await addUser(house, creator, { email: "ana@example.com", locale: "ja", timeZone: "Asia/Tokyo" });
    await processPayoutChunk(house.deps, { batchId, chunkNo: 0 });
    const { mailer, mails } = await mailFolder();
    await relayAll({ ...house, deps: { ...house.deps, supportEmail: "help@payrun.example" } }, mailer);
    const mail = (await mails()).find((each) => each.header("to").includes("ana@example.com"));
    expect(mail?.header("subject")).toBe("$40.00のお支払いを送金しました");
    expect(mail?.header("list-unsubscribe")).toBe("<https://pay.payrun.example/settings#notifications>");
    expect(mail?.header("reply-to")).toBe("help@payrun.example");
    expect(mail?.header("content-type")).toMatch(/^multipart\/alternative/);
    for (const body of [mail?.text, mail?.html]) {
      expect(body).toContain("2026年12月1日分のお支払いを、Stripeの受取口座へ送金しました。");
      expect(body).toMatch(/https:\/\/pay\.payrun\.example\/payouts\/[0-9a-f-]{36}/);
      expect(body).toContain("help@payrun.example");
      expect(body).toContain("https://pay.payrun.example/settings#notifications");
    }
    expect(mail?.html).toMatch(/<html dir="ltr" lang="ja">/);
    expect(mail?.html).not.toMatch(/<img|url\(|@import|<link/);
  });

  test("about where her money goes also reaches the address that she had, once each, and cannot be unsubscribed", async () => {
    const house = await storyHouse();
    const { creator } = await plannedPayout(house);
    await addUser(house, creator, { email: "ana@example.com", locale: "de", timeZone: "Europe/Berlin" });
    await tell(house, destinationChanged(creator.creatorId, ["before@example.com", "Ana@example.com"]));
    await tell(house, destinationChanged(creator.creatorId, ["before@example.com", "Ana@example.com"]));
    const { mailer, mails } = await mailFolder();
    await relayAll(house, mailer);
    const sent = await mails();
    expect(sent.map((mail) => /[\w.]+@example\.com/.exec(mail.header("to"))?.[0])).toEqual([
      "ana@example.com",
      "before@example.com",
    ]);
    for (const mail of sent) {
      expect(mail.text).toContain("1. Dez. 2026, 11:00 MEZ (1. Dez. 2026, 10:00 UTC)");
      expect(mail.header("list-unsubscribe")).toBe("");
    }
  });

  test("shows what others wrote as text, and lets none of it into a header", async () => {
    const house = await storyHouse();
    const { creator } = await plannedPayout(house);
    await house.db.query("UPDATE creators SET email = 'ana@example.com', display_name = $1", [
      'Ana" <eve@evil.example>\r\nBcc: all@evil.example\r\n\r\n<script>',
    ]);
    await tell(
      house,
      callRequested(creator.creatorId, "<img src=x onerror=alert(1)>\r\nBcc: all@evil.example"),
    );
    const { mailer, mails } = await mailFolder();
    await relayAll(house, mailer);
    const [mail] = await mails();
    expect(mail?.header("subject")).toBe(
      "<img src=x onerror=alert(1)> Bcc: all@evil.example asks you for a call",
    );
    expect(mail?.header("bcc")).toBe("");
    expect(mail?.header("to")).toMatch(/<ana@example\.com>$/);
    expect(mail?.html).toContain("&lt;img src=x onerror=alert(1)&gt;");
    expect(mail?.html).not.toContain("<img");
  });

  test("is not written where her address is gone meanwhile, and does not come again", async () => {
    const house = await storyHouse();
    const { creator } = await plannedPayout(house);
    await house.db.query("UPDATE creators SET email = 'ana@example.com'");
    await tell(house, callRequested(creator.creatorId, "Ben"));
    await house.db.query("UPDATE creators SET email = NULL");
    const { mailer, mails } = await mailFolder();
    await relayAll(house, mailer);
    expect(await mails()).toEqual([]);
    const [unsent] = await house.db.query(
      "SELECT count(*)::int AS n FROM outbox WHERE topic = 'mail' AND sent_at IS NULL",
    );
    expect(unsent).toEqual({ n: 0 });
  });
});

test("a mail that somebody waits for goes out before all that a batch has staged", async () => {
  const house = await storyHouse();
  const { creator } = await plannedPayout(house);
  await house.db.query("UPDATE creators SET email = 'ana@example.com'");
  await house.db.transaction((tx) =>
    notifyCreators(
      tx,
      Array.from({ length: 30 }, (_, n) => ({
        ...callRequested(creator.creatorId, "Ben"),
        dedupeKey: `call/${n}`,
      })),
    ),
  );
  await tell(house, destinationChanged(creator.creatorId, []));
  const reset = {
    to: "reset@example.com",
    name: "Ana",
    locale: "en",
    kind: "reset_password",
    url: "https://x.example",
  } as const;
  await stageAccountMail(house.db, reset, "reset/1");
  const { mailer, mails } = await mailFolder();
  expect(await relayMails(house.deps, mailer)).toBe(true);
  const subjects = (await mails()).map((mail) => mail.header("subject"));
  expect(subjects).toHaveLength(20);
  expect(subjects).toEqual(expect.arrayContaining(["Choose a new password", "Your payout account changed"]));
});

test("a mail about an account goes out in its language, without the name that somebody chose, with the link that it needs", async () => {
  const house = await storyHouse();
  const url = "https://pay.payrun.example/verify-email?token=a%3Cb&x=1";
  const name = "You won! https://evil.example";
  await stageAccountMail(
    house.db,
    { to: "new@example.com", name, locale: "de", kind: "verify_email", url },
    "verify/1",
  );
  await stageAccountMail(
    house.db,
    { to: "ana@example.com", name, locale: "en", kind: "password_changed", url: null },
    "changed/1",
  );
  const { mailer, mails } = await mailFolder();
  await relayAll(house, mailer);
  const [changed, verify] = await mails();
  expect(verify?.header("to")).toBe("new@example.com");
  expect(verify?.header("subject")).toBe("Bestätigen Sie Ihre E-Mail-Adresse");
  expect(verify?.text).toContain(url);
  expect(verify?.html).toContain(`href="${url.replace("&", "&amp;")}"`);
  expect(`${verify?.html}${verify?.text}`).not.toContain("evil.example");
  expect(changed?.header("subject")).toBe("Your password was changed");
  expect(changed?.text).toContain("https://pay.payrun.example");
});
