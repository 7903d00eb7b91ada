import { describe, expect, test } from "vitest";
import { itemReasonWords, reasonWords } from "../src/index.ts";
import { everyReason } from "./every-reason.ts";
import { spoken } from "./spoken.ts";

const inBerlin = { timeZone: "Europe/Berlin" };
const inUtc = { timeZone: "UTC" };
const inEnglish = spoken("en");

describe("why a creator was not paid, in words", () => {
  test("is what she reads, with her numbers and one action", () => {
    const lines = everyReason.map((reason) => {
      const { title, explanation, action } = reasonWords(inEnglish, reason, inUtc);
      return `${title} | ${explanation} | ${action.text}`;
    });
    expect(lines.join("\n")).toMatchInlineSnapshot(`
      "Payouts are stopped | The platform stopped all payouts on Dec 1, 2026, 01:00 UTC: Bank holiday. | Nothing to do: your balance stays yours and is paid once payouts run again.
      Your payouts are on hold | Our team put your payouts on hold: Identity check. | Contact support if you have questions about this hold.
      Your payouts are on hold | An automatic check put your payouts on hold: New device. The hold ends on Dec 3, 2026, 09:30 UTC. | Contact support if you have questions about this hold.
      We may not pay you | A legal check does not allow us to send you money at present. | Contact support to have the check reviewed.
      Your payouts are paused by our team | Our team paused your payouts. Your balance stays yours. | Contact support to learn when they go on.
      You paused your payouts | You asked us not to pay you for now. Your balance stays yours. | Resume payouts in your payout settings.
      You are paid once a month | You chose to be paid on the first payout date of each month; your next one is Jan 1, 2027. | Choose every payout date in your payout settings to be paid sooner.
      No payout account yet | We do not know yet where to send your money. | Set up your payout account.
      Your payout account cannot receive money | Stripe does not let your account receive transfers at present. | Open your payout account and complete what Stripe asks for.
      Your payout account cannot receive money | Stripe does not let your account receive transfers at present: your account is under review. | Open your payout account and complete what Stripe asks for.
      Your payout account has overdue requirements | Stripe still waits for: your bank account and your agreement to Stripe’s terms. | Open your payout account and hand in what is overdue.
      We cannot pay to your country yet | Your payout account is in Antarctica, where we do not pay at present. | Contact support to learn when your country is added.
      Your tax form is missing | We may pay you only once your tax form is complete. | Complete your tax form.
      Your payout account changed recently | It changed on Nov 30, 2026, 02:00 UTC. For your safety we pay to a new account after 72 hours, from Dec 3, 2026, 02:00 UTC. | Contact support at once if it was not you who changed it.
      An earlier payout is still on its way | Your payout of $30.00 from Nov 15, 2026 is not finished yet. | Nothing to do: once it is finished, your balance goes with the next payout.
      Your balance is below zero | Refunds or chargebacks after a payout left $12.50 to be earned back. | Nothing to do: your next earnings settle it first.
      Nothing to pay out | You had no available balance. | Nothing to do: what becomes available goes with the next payout.
      Nothing to pay out | You had no available balance; $10.00 was still held against chargebacks. | Nothing to do: what becomes available goes with the next payout.
      Below the minimum | You had $24.99, $0.01 less than the minimum of $25.00. | Nothing to do: your balance carries over to the next payout.
      Below your own minimum | You had $24.99, $0.01 less than your own minimum of $25.00. | Lower your own minimum in your payout settings to be paid sooner.
      Below Stripe’s minimum | You had $24.99, $0.01 less than Stripe’s minimum of $25.00. | Nothing to do: your balance carries over to the next payout.
      We look at this payout first | $6,000.00 is far more than the largest of your 4 earlier payouts ($100.00), so a person checks it. | Nothing to do: it is sent as soon as it is checked.
      Your payout account changed before we paid | This payout was meant for another account than the one you have now, so it was canceled. | Nothing to do: the money is back in your balance and goes to your new account.
      A refund or chargeback came before we paid | $10.00 was taken back out of the planned $40.00. | Nothing to do: what is left is paid, or carries over if it is below the minimum.
      Your payout account is below zero | Stripe would keep a payout to cover the negative balance of your account. | Open your payout account and settle its balance.
      We cannot reach your payout account | Stripe does not let us see your account. It may be closed, or our access was revoked. | Connect your payout account again.
      Our team looks at this payout | It was refused 3 times, so it is not tried again by itself. | Nothing to do: the money is in your balance, and our team contacts you if it needs something."
    `);
  });

  test.for(
    everyReason.flatMap((reason) =>
      (["en", "de", "ja"] as const).map((locale) => ({ locale, reason, code: reason.code })),
    ),
  )("of $code has whole sentences in $locale, and no number in minor units", ({ locale, reason }) => {
    const { title, explanation, action } = reasonWords(spoken(locale), reason, inBerlin);
    expect(title).not.toMatch(/[.:。]$/);
    expect(explanation).toMatch(locale === "ja" ? /[。.]$/ : /\.$/);
    // "Nothing to do" and why are two sentences in Japanese.
    expect(action.text).toMatch(locale === "ja" ? /^[^。]+。(?:[^。]+。)?$/ : /^[^.]+\.$/);
    // Null is zero in German.
    expect(`${title} ${explanation}`.replaceAll("unter null", "")).not.toContain("null");
    expect(`${title} ${explanation}`).not.toMatch(
      /undefined|NaN|\{\{|reasons:|\b(?:2499|2500|3000|4000|600000)\b/,
    );
  });

  test("leads to its action with a label, and nowhere when there is nothing to do", () => {
    const actions = everyReason.map((reason) => {
      const { code, label } = reasonWords(inEnglish, reason, inUtc).action;
      return `${code}: ${label}`;
    });
    expect([...new Set(actions)].toSorted()).toEqual([
      "change_cadence: Change payout dates",
      "complete_account: Complete payout account",
      "contact_support: Contact support",
      "finish_tax_form: Complete tax form",
      "lower_minimum: Change minimum",
      "none: null",
      "reconnect_account: Connect payout account",
      "resume_payouts: Resume payouts",
      "set_up_account: Set up payout account",
      "settle_account: Open payout account",
    ]);
  });

  test("writes instants in the reader's zone and amounts in the reader's language", () => {
    const [stopped] = everyReason;
    const below = everyReason.find(({ code }) => code === "below_minimum");
    if (stopped === undefined || below === undefined) throw new Error("not in the list");
    expect(reasonWords(spoken("de"), stopped, inBerlin).explanation).toBe(
      "Die Plattform hat alle Auszahlungen am 1. Dez. 2026, 02:00 MEZ angehalten: Bank holiday.",
    );
    expect(reasonWords(spoken("de"), below, inBerlin).explanation).toBe(
      "Sie hatten 24,99\u00A0$, 0,01\u00A0$ weniger als den Mindestbetrag von 25,00\u00A0$.",
    );
    expect(reasonWords(spoken("ja"), below, inBerlin).explanation).toBe(
      "残高は$24.99で、最低支払額$25.00に$0.01足りませんでした。",
    );
  });
});

describe("why a payout is not paid, in words for its creator", () => {
  test.for([
    { reason: { code: "no_payout_account" }, title: "No payout account yet", action: "set_up_account" },
    {
      reason: { code: "balance_insufficient", refusalClass: "needs_funds" },
      title: "Sent as soon as we can",
      action: "none",
    },
    {
      reason: { code: "account_closed", refusalClass: "terminal" },
      title: "This payout could not be made",
      action: "complete_account",
    },
    {
      reason: { code: "capability_not_active", refusalClass: "needs_creator" },
      title: "Stripe did not accept the transfer to your account",
      action: "complete_account",
    },
    {
      reason: { code: "something_new", refusalClass: "needs_admin" },
      title: "Our team looks at this payout",
      action: "none",
    },
    {
      reason: { code: "lock_timeout", refusalClass: "transient" },
      title: "This payout is tried again",
      action: "none",
    },
    { reason: { code: "platform_balance_short" }, title: "Sent as soon as we can", action: "none" },
    { reason: { code: "absent" }, title: "This payout was not sent", action: "none" },
    {
      reason: { code: "needs_two_people" },
      title: "We are checking this payout with Stripe",
      action: "none",
    },
    {
      reason: { code: "account_invalid" },
      title: "We cannot reach your payout account",
      action: "reconnect_account",
    },
    { reason: { code: "constructor" }, title: "Our team looks at this payout", action: "contact_support" },
  ] as const)("$reason.code: $title", ({ reason, title, action }) => {
    const words = itemReasonWords(inEnglish, reason, inUtc);
    expect(words).toMatchObject({ title, action: { code: action } });
    expect(words.explanation).toMatch(/\.$/);
  });

  test("never shows Stripe's own code", () => {
    const words = itemReasonWords(inEnglish, { code: "brand_new_code" }, inUtc);
    expect(JSON.stringify(words)).not.toContain("brand_new_code");
  });
});
