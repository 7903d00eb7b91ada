import type { en } from "../en/en.ts";
import type { Translated } from "../translated.ts";

export const withdrawals: Translated<typeof en.withdrawals> = {
  title: "早期の支払い",
  description:
    "次回の支払日より前の支払いを申請できます。決定は経理チームが行い、申請だけではお金は動きません。",
  balancesTitle: "早期の支払いを申請する",
  available: "受取可能額（{{currency}}）",
  minimum: "最低 {{money}}",
  amount: "金額（{{currency}}）",
  amountWrong: "{{example}}のような金額を入力してください。",
  ask: "{{currency}}で申請する…",
  nothing: "早期の支払いには受取可能額が足りません。",
  isOpen: "{{currency}}の申請は決定待ちです。",
  noBalanceTitle: "受取可能な金額はまだありません",
  noBalanceText: "収益は、保留期間が終わると受取可能になります。",
  confirmTitle: "早期の支払いを申請しますか？",
  confirmText:
    "{{money}}を申請します。経理チームが決定し、結果をお知らせします。それまで残高はそのままです。",
  confirm: "{{money}}を申請する",
  asked: "{{money}}を申請しました。経理チームが決定します。",
  requestsTitle: "申請の履歴",
  requestsCaption: "申請（新しい順）",
  when: "申請日時",
  amountColumn: "金額",
  state: "状態",
  decided: "決定日時",
  actionColumn: "操作",
  status: {
    requested: "決定待ち",
    approved: "承認済み",
    declined: "却下",
    canceled: "取り消し",
    paid: "支払い済み",
  },
  cancel: "取り消す",
  cancelThis: "{{money}}の申請を取り消す",
  cancelTitle: "この申請を取り消しますか？",
  cancelText: "通常どおり、次回の支払日にお支払いします。",
  cancelConfirm: "申請を取り消す",
  canceled: "申請を取り消しました。",
  emptyTitle: "早期の支払いはまだ申請していません",
};
