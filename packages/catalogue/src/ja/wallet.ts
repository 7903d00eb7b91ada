import type { en } from "../en/en.ts";
import type { Translated } from "../translated.ts";

export const wallet: Translated<typeof en.wallet> = {
  title: "ウォレット",
  description: "お持ちのトークンと、その使いみちです。",
  balances: "お持ちのトークン",
  balancesIn: "お持ちのトークン（{{currency}}）",
  toSpend: "使えるトークン",
  setAside: "通話のために確保中",
  setAsideHint: "通話が辞退・取り消し・期限切れになると、再び使えます。",
  balance: "残高",
  price: "最後のご購入は{{tokens}}で{{money}}でした。トークン数はこの価格で計算しています。",
  emptyTitle: "トークンはまだありません",
  emptyText: "トークンは、ご登録のプラットフォームで購入します。購入が届くと、ここに自動的に表示されます。",
  whereToBuy:
    "トークンは、ご登録のプラットフォームで購入します。購入が届くたびに、ここの残高に反映されます。",
  spending: {
    title: "使ったトークン",
    caption: "チップと通話（新しい順）",
    what: "内容",
    when: "日時",
    tokens: "トークン",
    amount: "金額",
    tip: "{{name}}さんへのチップ",
    call: "{{name}}さんとの通話",
    givenBack: "{{money}} 返金済み",
    emptyTitle: "まだトークンを使っていません",
    emptyText: "送ったチップと、行われた通話がここに表示されます。",
    findCreators: "クリエイターを探す",
  },
  purchases: {
    title: "購入したトークン",
    caption: "購入（新しい順）",
    when: "日時",
    tokens: "トークン",
    amount: "支払額",
    givenBack: "{{money}} 返金済み",
    emptyTitle: "購入はまだありません",
    emptyText: "プラットフォームでの購入がここに表示されます。",
  },
};
