import { describe, expect, test } from "vitest";
import { locales, notificationWords, type SpokenNotification } from "../src/index.ts";
import { everyNotification } from "./every-notification.ts";
import { spoken } from "./spoken.ts";

const inUtc = { timeZone: "UTC" };
const inTokyo = { timeZone: "Asia/Tokyo" };
const words = (content: SpokenNotification) => notificationWords(spoken("en"), content, inUtc);

describe("what a creator is told, in words", () => {
  test("is what she reads, with her numbers and where to go", () => {
    const lines = everyNotification.map((content) => {
      const { title, text, link } = words(content);
      return `${title} | ${text} | ${link.label}: ${link.path}`;
    });
    expect(lines.join("\n")).toMatchInlineSnapshot(`
      "Your payout of $1,234.50 is on its way | We sent your payout of Dec 1, 2026 to your account at Stripe, which pays it to your bank. We tell you when it is there. | See this payout: /payouts/item-1
      $1,234.50 is in your bank | Your payout of Dec 1, 2026 has arrived at your bank. | See this payout: /payouts/item-1
      $1,234.50 is in your bank | Your payout of Dec 1, 2026 has arrived at your bank. Should you not find it, your bank can search for the trace number TR-77. | See this payout: /payouts/item-1
      Your payout of $1,234.50 could not be made | Stripe refused it for good. The money is back in your balance and goes with the next payout. Open your payout account and check that it is still the right one. | See this payout: /payouts/item-1
      Your payout of $1,234.50 was not sent | This payout was meant for another account than the one you have now, so it was canceled. Nothing to do: the money is back in your balance and goes to your new account. | See this payout: /payouts/item-1
      Your payout of $1,234.50 is late | Stripe refused it for a passing reason. The money is back in your balance until then. Nothing to do: it is tried again by itself. We tell you when it is sent. | See this payout: /payouts/item-1
      Your bank sent $1,234.50 back | Your payout of Dec 1, 2026 came back from your bank: there is no such bank account. The money is in your account at Stripe, and goes out again once your bank details are right. Check them in your payout account. | See this payout: /payouts/item-1
      Your bank sent $1,234.50 back | Your payout of Dec 1, 2026 came back from your bank: the bank gave no reason that helps. The money is in your account at Stripe, and goes out again once your bank details are right. Check them in your payout account. | See this payout: /payouts/item-1
      Your payout of $1,234.50 is held | $1,234.50 is far more than the largest of your 4 earlier payouts ($20.00), so a person checks it. Nothing to do: it is sent as soon as it is checked. | See this payout: /payouts/item-1
      Stripe needs something from you | Overdue: your bank account and your date of birth. Until you hand it in, we cannot pay you. Complete it in your payout account. | Open your payout account: /get-paid
      Stripe needs something from you soon | Stripe needs this by Dec 20, 2026, 10:00 UTC: details that it shows you there. After that it may stop paying you. Complete it in your payout account. | Open your payout account: /get-paid
      Your payout account cannot receive money | Stripe does not let your account receive transfers at present, so we cannot pay you. Complete what it asks for in your payout account. | Open your payout account: /get-paid
      Stripe does not pay to your bank at present | Your money reaches Stripe and stays there until your payout account is complete. Complete it in your payout account. | Open your payout account: /get-paid
      Stripe stopped your payout account | Nothing that you can hand in changes it. Your balance stays yours. Contact support: we ask Stripe what is possible. | Open your payout account: /get-paid
      We cannot reach your payout account | Stripe does not let us see it. It may be closed, or our access was revoked. Connect your payout account again. | Open your payout account: /get-paid
      Your payout account is ready | Stripe has what it needs, and your account can receive payouts. You need not do anything. | Open your payout account: /get-paid
      ¥500 was refunded to a fan | An earning that had already been released was refunded, so ¥500 left your balance. You need not do anything. | See your earnings: /earnings
      ¥500 was charged back | A fan’s bank took back the payment of an earning that had already been released, so ¥500 left your balance. You need not do anything. | See your earnings: /earnings
      ¥500 is yours again | A refund or chargeback was undone, so ¥500 is back in your balance and goes with your next payout. | See your earnings: /earnings
      ¥500 is back in your balance | A payout was taken back at Stripe. The money is in your balance again and goes with your next payout. | See your earnings: /earnings
      ¥500 had been paid to you already | Stripe has a payment to you that was missing from our books. It was taken out of your balance, and our team looks at it before you are paid again. | See this payout: /payouts/item-1
      ¥500 was added to your balance | Our team corrected your balance. Contact support if you want to know more. | See your earnings: /earnings
      ¥500 was taken out of your balance | Our team corrected your balance. Contact support if you want to know more. | See your earnings: /earnings
      Your payout account changed | Since Dec 1, 2026, 10:00 UTC your money goes to another account. For your safety we pay to it from Dec 3, 2026, 10:00 UTC. If it was not you who changed it, change your password and contact support at once. | Open your payout account: /get-paid
      Your payout account changed | Since Dec 1, 2026, 10:00 UTC your money goes to the account ending in 6789 at Example Bank. For your safety we pay to it from Dec 3, 2026, 10:00 UTC. If it was not you who changed it, change your password and contact support at once. | Open your payout account: /get-paid
      Ben asks you for a call | The call is worth €15.00. Accept or decline it under Calls. | Open your calls: /calls
      Ana accepted your call | You pay €15.00 for it once it has taken place. | Open your calls: /calls
      Ana declined your call | The €15.00 that were set aside for it are yours to spend again. | Open your calls: /calls
      Ana declined your call | The reason: “Too late”. The €15.00 that were set aside for it are yours to spend again. | Open your calls: /calls
      Your call with Ana has expired | It was not answered or completed in time. The €15.00 that were set aside for it are yours to spend again. | Open your calls: /calls
      You earned €15.00 with a call | Your call with Ben is completed. The earning is held for a few days and then becomes available. | Open your calls: /calls"
    `);
  });

  test.for(
    locales.flatMap((locale) =>
      everyNotification.map((content) => ({ locale, content, kind: content.kind })),
    ),
  )("is complete in $locale: $kind", ({ locale, content }) => {
    const { title, text, link } = notificationWords(spoken(locale), content, inTokyo);
    for (const said of [title, text, link.label]) {
      expect(said).not.toMatch(/\{\{|undefined|null|NaN|notifications:|^$/u);
    }
  });

  test("says instants in her zone, with UTC beside", () => {
    const changed = everyNotification.find(({ kind }) => kind === "destination_changed");
    const text = changed && notificationWords(spoken("ja"), changed, inTokyo).text;
    expect(text).toContain("19:00 JST（2026年12月1日 10:00 UTC）");
  });

  test.for([
    { what: "a line of its own", fanName: "Eve\r\nBcc: all@example.com", reads: "Eve Bcc: all@example.com" },
    { what: "another direction", fanName: "\u202Eeve\u202C", reads: "eve" },
    {
      what: "a text of ours",
      fanName: "$t(common:product) {{amount}}",
      reads: "$t(common:product) {{amount}}",
    },
  ])("keeps what others wrote as they wrote it, and without $what", ({ fanName, reads }) => {
    const { title } = words({ kind: "call_requested", data: { fanName, amountMinor: "1", currency: "USD" } });
    expect(title).toBe(`${reads} asks you for a call`);
  });

  test("has general words for a kind that is newer than the page, and for numbers that are not there", () => {
    expect(words({ kind: "moon_landed", data: {} }).title).toBe("There is news for you");
    expect(words({ kind: "constructor", data: {} }).title).toBe("There is news for you");
    for (const { kind } of everyNotification)
      expect(words({ kind, data: {} }).text).not.toContain("undefined");
    const held = {
      kind: "payout_held",
      data: { reasonCode: "below_minimum", reason: '{"minimumSetBy":"creator"}' },
    };
    expect(words(held).text).toContain("It could not be made this time.");
  });
});
