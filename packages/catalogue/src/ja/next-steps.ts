import type { en } from "../en/en.ts";
import type { Translated } from "../translated.ts";

export const nextSteps: Translated<typeof en.nextSteps> = {
  paid: {
    title: "支払い済み",
    explanation: "Stripeへの送金が完了しました。これからStripeがクリエイターの銀行に入金します。",
    action: "対応は不要です。",
  },
  refused_needs_funds: {
    title: "資金待ち",
    explanation: "プラットフォームのStripe残高がこの支払いに足りません。入金され次第、自動的に送金されます。",
    action: "プラットフォームのStripe残高に入金してください。",
  },
  refused_needs_creator: {
    title: "クリエイターの対応待ち",
    explanation:
      "Stripeがこの口座への送金を受け付けません。不足している項目はクリエイターに通知され、口座の準備ができ次第、支払いが再計画されます。",
    action: "受取口座の手続きを完了するよう、クリエイターに連絡してください。",
  },
  refused_terminal: {
    title: "失敗（再試行なし）",
    explanation:
      "Stripeがこの支払いを受け付けることはありません。金額はクリエイターの残高に戻り、次の支払日に含まれます。",
    action: "クリエイターが受取口座について支援を必要としない限り、対応は不要です。",
  },
  refused_needs_admin: {
    title: "失敗（管理者の対応が必要）",
    explanation:
      "クリエイターには解決できない理由でStripeに拒否されました。金額はクリエイターの残高に戻りました。",
    action: "Stripeのメッセージを確認し、原因が解消したら支払いを再試行してください。",
  },
  refused_transient: {
    title: "失敗（再試行あり）",
    explanation: "一時的な理由でStripeに拒否されました。最大3回まで自動的に再試行されます。",
    action: "対応は不要です。",
  },
  not_executed_hold: {
    title: "保留：口座に接続できません",
    explanation:
      "当社のStripeキーにこの口座への権限がないか、口座が存在しません。送金は行われていません。口座の準備ができ次第、支払いが再計画されます。",
    action: "受取口座をもう一度連携するよう、クリエイターに依頼してください。",
  },
  not_executed_pause_batch: {
    title: "バッチ一時停止：Stripeがキーを拒否しています",
    explanation: "送金は行われていません。キーが有効になり権限が揃うまで、どの支払いも成功しません。",
    action: "Stripeキーを修正してから、バッチを再開してください。",
  },
  not_executed_back_off: {
    title: "Stripeによる速度制限",
    explanation: "リクエストの処理前に、Stripeのレート制限が応答しました。自動的に再送されます。",
    action: "対応は不要です。",
  },
  unknown: {
    title: "結果はまだ不明です",
    explanation:
      "送金されたかどうかを示す応答がStripeから得られていません。判明するまで、二重送金の起こらない同じキーで同じリクエストを繰り返します。",
    action: "対応は不要です。",
  },
  unknown_needs_admin: {
    title: "結果が帳簿と一致しません",
    explanation: "Stripeの応答が、記録した支払いの内容と一致しません。再送されることはありません。",
    action: "Stripe上の証拠に基づき、もう一人の担当者とともに支払い済みか失敗かを確定してください。",
  },
};
