import type { en } from "../en/en.ts";
import type { Translated } from "../translated.ts";

export const decisions: Translated<typeof en.decisions> = {
  title: "支払われない理由",
  lead: "支払日ごとの結果と、必要なお手続きをご確認いただけます。",
  show: { label: "支払日", unpaid: "支払われなかった日", all: "すべての支払日" },
  dateTitle: "{{day}}",
  dateTitleIn: "{{day}} · {{currency}}",
  verdicts: {
    skipped: "お支払いなし",
    missed: "全員お支払いなし",
    delayed: "遅延",
    on_its_way: "送金中",
    paid: "お支払い済み",
    returned_by_bank: "銀行から返却",
    reversed: "返却",
    held: "保留",
    failed: "失敗",
    canceled: "取り消し",
    replaced: "差し替え済み",
  },
  more_other: "ほかの理由（{{count}}件）",
  moreLead: "次の理由も、お支払いの妨げとなっていました。",
  said: {
    missed: {
      title: "この日はどなたにもお支払いがありませんでした",
      explanation: "この支払日にはお支払いが行われませんでした。お客様の金額は次のお支払いに含まれます。",
    },
    delayed_approval: {
      title: "担当者の承認を待っています",
      explanation: "{{amount}}は確保されています。この支払日の承認が済み次第、送金します。",
    },
    delayed_funds: {
      title: "Stripeへの資金の移動を待っています",
      explanation: "{{amount}}は確保されています。資金が届き次第、自動的に送金します。",
    },
    delayed_team: {
      title: "担当者がこの支払日を確認しています",
      explanation: "{{amount}}は確保されています。この支払日のお支払いが再開され次第、送金します。",
    },
    on_its_way: {
      title: "お支払いは送金中です",
      explanation: "{{amount}}をお客様のStripeアカウントに送金しています。",
    },
    paid: { title: "お支払い済みです", explanation: "{{amount}}をお客様のStripeアカウントに送金しました。" },
    returned_by_bank: {
      title: "銀行からお金が戻りました",
      explanation: "{{amount}}はお客様のStripeアカウントに戻りました。銀行口座の情報をご確認ください。",
    },
    reversed: {
      title: "お支払いがStripeから戻りました",
      explanation: "{{amount}}は残高に戻り、次のお支払いに含まれます。",
    },
    replaced: {
      title: "後のお支払いに差し替えられました",
      explanation: "{{amount}}は後のお支払いに含まれています。",
    },
    unknown: { title: "お支払いはありませんでした", explanation: "残高はそのまま保たれます。" },
  },
  paidLater: "この金額は{{day}}のお支払いに含まれました。",
  paidSince: "次のお支払いは{{day}}でした。",
  actions: {
    seePayout: "このお支払いを見る",
    seeOpenPayout: "そのお支払いを見る",
    seeLater: "{{day}}のお支払いを見る",
    seeEarnings: "収益を見る",
    seeNext: "次のお支払いを見る",
    checkBank: "銀行口座を確認する",
  },
  support: {
    facts: "支払日 {{periodKey}}、理由コード {{code}}、アカウント {{email}}",
    what: "サポートに伝える内容",
  },
  emptyTitle: "すべての支払日にお支払い済みです",
  emptyText: "お支払いのなかった支払日はありません。",
  noneTitle: "支払日はまだありません",
  noneText: "最初の支払日の後に、その結果がここに表示されます。",
};
