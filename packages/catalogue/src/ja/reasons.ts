import type { en } from "../en/en.ts";
import type { Translated } from "../translated.ts";

export const reasons: Translated<typeof en.reasons> = {
  payouts_stopped: {
    title: "支払いを停止しています",
    explanation: "プラットフォームは{{since}}にすべての支払いを停止しました。理由：{{reason}}",
    action: "お手続きは不要です。残高はそのまま保たれ、再開後にお支払いします。",
  },
  on_hold_person: {
    title: "お支払いを差し止めています",
    explanation: "担当者がお支払いを差し止めました。理由：{{reason}}",
    action: "差し止めについてご不明な点は、サポートにお問い合わせください。",
  },
  on_hold_person_until: {
    title: "お支払いを差し止めています",
    explanation: "担当者がお支払いを差し止めました。理由：{{reason}} 差し止めは{{until}}に終わります。",
    action: "差し止めについてご不明な点は、サポートにお問い合わせください。",
  },
  on_hold_rule: {
    title: "お支払いを差し止めています",
    explanation: "自動確認によりお支払いを差し止めました。理由：{{reason}}",
    action: "差し止めについてご不明な点は、サポートにお問い合わせください。",
  },
  on_hold_rule_until: {
    title: "お支払いを差し止めています",
    explanation: "自動確認によりお支払いを差し止めました。理由：{{reason}} 差し止めは{{until}}に終わります。",
    action: "差し止めについてご不明な点は、サポートにお問い合わせください。",
  },
  sanctions_blocked: {
    title: "お支払いができない状態です",
    explanation: "法令に基づく確認により、現在お客様への送金が認められていません。",
    action: "確認の見直しについては、サポートにお問い合わせください。",
  },
  paused_by_admin: {
    title: "担当者がお支払いを一時停止しました",
    explanation: "担当者がお支払いを一時停止しました。残高はそのまま保たれます。",
    action: "再開の時期については、サポートにお問い合わせください。",
  },
  paused_by_creator: {
    title: "お支払いを一時停止中です",
    explanation: "お客様のご希望により、お支払いを一時停止しています。残高はそのまま保たれます。",
    action: "支払い設定から、お支払いを再開してください。",
  },
  not_this_date: {
    title: "お支払いは月に一度です",
    explanation: "毎月最初の支払日を選択されています。次のお支払いは{{nextDay}}です。",
    action: "より早く受け取るには、支払い設定ですべての支払日を選択してください。",
  },
  no_payout_account: {
    title: "受取口座が未設定です",
    explanation: "お支払いの送金先がまだ登録されていません。",
    action: "受取口座を設定してください。",
  },
  transfers_inactive: {
    title: "受取口座で入金を受け付けられません",
    explanation: "現在、Stripeがお客様の口座への送金を認めていません。",
    action: "受取口座を開き、Stripeが求める手続きを完了してください。",
  },
  transfers_inactive_because: {
    title: "受取口座で入金を受け付けられません",
    explanation: "現在、Stripeがお客様の口座への送金を認めていません（{{because}}）。",
    action: "受取口座を開き、Stripeが求める手続きを完了してください。",
  },
  requirements_past_due: {
    title: "受取口座に期限を過ぎた手続きがあります",
    explanation: "Stripeが次の提出を待っています：{{fields}}。",
    action: "受取口座を開き、期限を過ぎた項目を提出してください。",
  },
  country_not_supported: {
    title: "お住まいの国への支払いには未対応です",
    explanation: "受取口座の国（{{country}}）には、現在お支払いできません。",
    action: "対応の時期については、サポートにお問い合わせください。",
  },
  tax_form_missing: {
    title: "税務書類が未提出です",
    explanation: "税務書類の提出が完了するまで、お支払いできません。",
    action: "税務書類を提出してください。",
  },
  destination_changed_recently: {
    title: "受取口座が最近変更されました",
    explanation:
      "{{changedAt}}に変更されました。安全のため、新しい口座へのお支払いは変更から{{coolDown}}後の{{payableFrom}}以降になります。",
    action: "お心当たりがない場合は、すぐにサポートにお問い合わせください。",
  },
  open_item_exists: {
    title: "以前のお支払いがまだ完了していません",
    explanation: "{{day}}のお支払い{{amount}}がまだ完了していません。",
    action: "お手続きは不要です。完了後、残高は次のお支払いに含まれます。",
  },
  in_debt: {
    title: "残高がマイナスです",
    explanation: "お支払い後の返金やチャージバックにより、{{debt}}の不足があります。",
    action: "お手続きは不要です。次の収益から先に差し引かれます。",
  },
  nothing_available: {
    title: "お支払いできる残高がありません",
    explanation: "受取可能な残高がありませんでした。",
    action: "お手続きは不要です。受取可能になった分は、次のお支払いに含まれます。",
  },
  nothing_available_held: {
    title: "お支払いできる残高がありません",
    explanation: "受取可能な残高がありませんでした。{{held}}はチャージバックに備えて保留中でした。",
    action: "お手続きは不要です。受取可能になった分は、次のお支払いに含まれます。",
  },
  below_minimum_platform: {
    title: "最低支払額に達していません",
    explanation: "残高は{{available}}で、最低支払額{{minimum}}に{{missing}}足りませんでした。",
    action: "お手続きは不要です。残高は次のお支払いに繰り越されます。",
  },
  below_minimum_creator: {
    title: "ご自身で設定した最低支払額に達していません",
    explanation:
      "残高は{{available}}で、ご自身で設定した最低支払額{{minimum}}に{{missing}}足りませんでした。",
    action: "より早く受け取るには、支払い設定で最低支払額を下げてください。",
  },
  below_minimum_stripe: {
    title: "Stripeの最低送金額に達していません",
    explanation: "残高は{{available}}で、Stripeの最低送金額{{minimum}}に{{missing}}足りませんでした。",
    action: "お手続きは不要です。残高は次のお支払いに繰り越されます。",
  },
  unusual_amount: {
    title: "このお支払いを確認しています",
    explanation:
      "{{amount}}は、これまで{{pastCount}}回のお支払いの最高額（{{largest}}）を大きく上回るため、担当者が確認しています。",
    action: "お手続きは不要です。確認が済み次第、送金します。",
  },
  destination_changed: {
    title: "お支払いの前に受取口座が変更されました",
    explanation: "このお支払いは現在とは別の口座宛てだったため、取り消されました。",
    action: "お手続きは不要です。金額は残高に戻り、新しい口座にお支払いします。",
  },
  debt: {
    title: "お支払いの前に返金またはチャージバックがありました",
    explanation: "予定していた{{planned}}から{{debt}}が差し引かれました。",
    action: "お手続きは不要です。残りはお支払いするか、最低支払額に満たない場合は繰り越されます。",
  },
  account_negative: {
    title: "受取口座の残高がマイナスです",
    explanation: "このまま送金すると、Stripeが口座のマイナス残高の補填に充ててしまいます。",
    action: "受取口座を開き、残高を清算してください。",
  },
  account_unreadable: {
    title: "受取口座を確認できません",
    explanation:
      "Stripe上でお客様の口座を確認できません。口座が閉鎖されたか、連携が解除された可能性があります。",
    action: "受取口座をもう一度連携してください。",
  },
  needs_review: {
    title: "担当者がこのお支払いを確認しています",
    explanation: "{{countedAttempts}}回拒否されたため、自動での再試行は行われません。",
    action: "お手続きは不要です。金額は残高に戻っており、必要な場合は担当者からご連絡します。",
  },
  refused_needs_funds: {
    title: "準備ができ次第、送金します",
    explanation: "このお支払いの資金をStripeに移しています。金額はお客様のために確保されています。",
    action: "お手続きは不要です。自動的に送金されます。",
  },
  refused_needs_creator: {
    title: "お客様の口座への送金がStripeに受け付けられませんでした",
    explanation: "受取口座に不足している項目があります。金額は残高に戻りました。",
    action: "受取口座を開き、Stripeが求める手続きを完了してください。",
  },
  refused_terminal: {
    title: "このお支払いはできませんでした",
    explanation: "Stripeに拒否されました。金額は残高に戻り、次のお支払いに含まれます。",
    action: "受取口座を開き、正しい口座かどうかをご確認ください。",
  },
  refused_needs_admin: {
    title: "担当者がこのお支払いを確認しています",
    explanation: "当社側の理由でStripeに拒否されました。金額は残高に戻りました。",
    action: "お手続きは不要です。解決次第、お支払いします。",
  },
  refused_transient: {
    title: "このお支払いは再試行されます",
    explanation: "一時的な理由でStripeに拒否されました。それまで金額は残高に戻っています。",
    action: "お手続きは不要です。自動的に再試行されます。",
  },
  not_known_yet: {
    title: "このお支払いをStripeに確認しています",
    explanation:
      "Stripeの応答では、送金されたかどうかが分かりませんでした。判明するまで金額は確保され、二重に送金されることはありません。",
    action: "お手続きは不要です。判明するまでStripeに確認を続けます。",
  },
  not_sent: {
    title: "このお支払いは送金されませんでした",
    explanation: "Stripeに送金の記録がないため、金額は残高に戻りました。",
    action: "お手続きは不要です。次のお支払いに含まれます。",
  },
  other: {
    title: "担当者がこのお支払いを確認しています",
    explanation: "今回はお支払いできませんでした。残高はそのまま保たれます。",
    action: "詳しくは、サポートにお問い合わせください。",
  },
  actions: {
    contact_support: "サポートに問い合わせる",
    set_up_account: "受取口座を設定",
    complete_account: "受取口座の手続きへ",
    settle_account: "受取口座を開く",
    reconnect_account: "受取口座を連携",
    finish_tax_form: "税務書類を提出",
    lower_minimum: "最低支払額を変更",
    change_cadence: "支払日を変更",
    resume_payouts: "お支払いを再開",
  },
};
