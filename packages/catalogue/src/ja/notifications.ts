import type { en } from "../en/en.ts";
import type { Translated } from "../translated.ts";

export const notifications: Translated<typeof en.notifications> = {
  title: "お知らせ",
  lead: "お支払い、残高、受取口座、通話についてのお知らせです。",
  settings: "通知の設定",
  all: "すべて",
  unread: "未読",
  filter: "表示するお知らせ",
  markAllRead: "すべて既読にする",
  allRead: "すべて既読にしました。",
  markRead: "既読にする",
  isUnread: "未読",
  emptyTitle: "お知らせはまだありません",
  emptyText: "お支払いが送金されたときや、お手続きが必要なときに、ここに表示されます。",
  noUnreadTitle: "すべてお読みになりました",
  noUnreadText: "新しいお知らせは自動的にここに表示されます。",
  bell: { newest: "最新のお知らせ", seeAll: "すべてのお知らせを見る", empty: "新しいお知らせはありません。" },
  live: { reconnecting: "自動更新が中断されています。再接続しています…" },
  kinds: {
    payout_sent: { name: "お支払いの送金", about: "受取口座へお支払いを送金したとき。" },
    payout_in_bank: { name: "銀行への入金", about: "お支払いが銀行に着金したとき。" },
    payout_failed: {
      name: "お支払いの失敗",
      about: "お支払いができなかったとき、または銀行から返却されたとき。",
    },
    payout_held: { name: "お支払いの保留", about: "お支払いが、お客様または当社の対応を待っているとき。" },
    action_needed: { name: "お手続きのお願い", about: "受取口座に不足している項目があるとき。" },
    account_ready: { name: "受取口座の準備完了", about: "Stripeによる受取口座の確認が終わったとき。" },
    balance_corrected: {
      name: "残高の訂正",
      about: "受取可能になった収益に、返金・チャージバック・訂正があったとき。",
    },
    call_requested: { name: "通話の依頼", about: "ファンから通話の依頼があったとき。" },
    call_accepted: { name: "通話の承諾", about: "依頼した通話をクリエイターが承諾したとき。" },
    call_declined: { name: "通話の辞退", about: "依頼した通話をクリエイターが辞退したとき。" },
    call_expired: {
      name: "通話の期限切れ",
      about: "依頼した通話が期限までに回答または完了されなかったとき。",
    },
    call_completed: { name: "通話の完了", about: "通話による収益があったとき。" },
    destination_changed: { name: "受取口座の変更", about: "お支払いの送金先が変わったとき。" },
  },
  preferences: {
    title: "通知",
    lead: "お知らせする内容と方法を選べます。",
    kind: "内容",
    inApp: "アプリ内",
    mail: "メール",
    toggleInApp: "{{kind}}：アプリ内",
    toggleMail: "{{kind}}：メール",
    alwaysOn: "常にオン",
    locked: "常にオンです。第三者が変更を隠せないようにするためです。",
    mailGoesTo: "メールの送信先：{{email}}",
  },
  said: {
    payout_sent: {
      title: "{{amount}}のお支払いを送金しました",
      text: "{{day}}分のお支払いを、Stripeの受取口座へ送金しました。Stripeから銀行へ振り込まれます。着金しましたら改めてお知らせします。",
    },
    payout_in_bank: {
      title: "{{amount}}が銀行に着金しました",
      text: "{{day}}分のお支払いが銀行に着金しました。",
    },
    payout_in_bank_traced: {
      title: "{{amount}}が銀行に着金しました",
      text: "{{day}}分のお支払いが銀行に着金しました。見当たらない場合は、照会番号{{trace}}を銀行にお伝えください。",
    },
    payout_failed: {
      title: "{{amount}}のお支払いができませんでした",
      text: "{{explanation}}{{action}}",
    },
    payout_canceled: {
      title: "{{amount}}のお支払いは送金されませんでした",
      text: "{{explanation}}{{action}}",
    },
    payout_delayed: {
      title: "{{amount}}のお支払いが遅れています",
      text: "{{explanation}}{{action}}送金できましたらお知らせします。",
    },
    payout_returned: {
      title: "銀行から{{amount}}が返却されました",
      text: "{{day}}分のお支払いが銀行から返却されました。理由：{{because}}。お金はStripeの口座にあり、銀行口座の情報が正しくなり次第、再び振り込まれます。受取口座で情報をご確認ください。",
    },
    payout_held: { title: "{{amount}}のお支払いを保留しています", text: "{{explanation}}{{action}}" },
    requirements_past_due: {
      title: "Stripeへのご提出が必要です",
      text: "期限を過ぎている項目：{{fields}}。ご提出いただくまでお支払いができません。受取口座でお手続きください。",
    },
    deadline_near: {
      title: "まもなくStripeへのご提出が必要です",
      text: "{{deadline}}までに必要な項目：{{fields}}。期限を過ぎると、お支払いが停止されることがあります。受取口座でお手続きください。",
    },
    transfers_inactive: {
      title: "受取口座が入金を受け付けていません",
      text: "現在Stripeがお客様の口座への送金を受け付けていないため、お支払いができません。受取口座で、Stripeが求める項目をご入力ください。",
    },
    payouts_disabled: {
      title: "Stripeから銀行への振り込みが停止しています",
      text: "お金はStripeまで届いており、受取口座のお手続きが完了するまでそこに留まります。受取口座でお手続きください。",
    },
    account_stopped: {
      title: "Stripeが受取口座を停止しました",
      text: "書類などのご提出では解除されません。残高はそのままお客様のものです。サポートまでお問い合わせください。当社からStripeに確認いたします。",
    },
    account_ready: {
      title: "受取口座の準備ができました",
      text: "Stripeの確認が終わり、お支払いを受け取れるようになりました。お客様のお手続きは必要ありません。",
    },
    account_unreachable: {
      title: "受取口座に接続できません",
      text: "Stripeが口座の表示を許可していません。口座が閉鎖されたか、当社のアクセスが取り消された可能性があります。受取口座をもう一度接続してください。",
    },
    refund: {
      title: "{{amount}}がファンに返金されました",
      text: "すでに受取可能になっていた収益が返金されたため、残高から{{amount}}が差し引かれました。お手続きは不要です。",
    },
    chargeback: {
      title: "{{amount}}のチャージバックがありました",
      text: "すでに受取可能になっていた収益の支払いが、ファンの銀行によって取り消されたため、残高から{{amount}}が差し引かれました。お手続きは不要です。",
    },
    reinstated: {
      title: "{{amount}}が残高に戻りました",
      text: "返金またはチャージバックが取り消されたため、{{amount}}が残高に戻りました。次回のお支払いに含まれます。",
    },
    transfer_reversed: {
      title: "{{amount}}が残高に戻りました",
      text: "お支払いがStripeで取り消されました。お金は残高に戻り、次回のお支払いに含まれます。",
    },
    transfer_adopted: {
      title: "{{amount}}はすでにお支払い済みでした",
      text: "当社の帳簿に記録されていないお客様への送金がStripeに見つかったため、残高から差し引きました。次回のお支払いの前に、担当者が確認いたします。",
    },
    adjustment_more: {
      title: "残高に{{amount}}を加算しました",
      text: "担当者が残高を訂正しました。詳しくはサポートまでお問い合わせください。",
    },
    adjustment_less: {
      title: "残高から{{amount}}を差し引きました",
      text: "担当者が残高を訂正しました。詳しくはサポートまでお問い合わせください。",
    },
    destination_changed: {
      title: "受取口座が変更されました",
      text: "{{changedAt}}から、送金先は{{account}}です。安全のため、この口座へのお支払いは{{payableFrom}}以降となります。お心当たりがない場合は、すぐにパスワードを変更し、サポートまでご連絡ください。",
    },
    call_requested: {
      title: "{{fan}}さんから通話の依頼があります",
      text: "この通話の金額は{{amount}}です。「通話」で承諾または辞退してください。",
    },
    call_accepted: {
      title: "{{creator}}さんが通話を承諾しました",
      text: "{{amount}}は、通話が完了したときに支払われます。",
    },
    call_declined: {
      title: "{{creator}}さんが通話を辞退しました",
      text: "確保されていた{{amount}}は、再びご利用いただけます。",
    },
    call_declined_because: {
      title: "{{creator}}さんが通話を辞退しました",
      text: "理由：「{{reason}}」。確保されていた{{amount}}は、再びご利用いただけます。",
    },
    call_expired: {
      title: "{{creator}}さんとの通話は期限切れになりました",
      text: "期限までに回答または完了されませんでした。確保されていた{{amount}}は、再びご利用いただけます。",
    },
    call_completed: {
      title: "通話で{{amount}}の収益がありました",
      text: "{{fan}}さんとの通話が完了しました。収益は数日間保留された後、受取可能になります。",
    },
    other: { title: "お知らせがあります", text: "Payrunを開いて、変更内容をご確認ください。" },
  },
  account: {
    other: "別の口座",
    ending: "末尾{{last4}}の口座",
    endingAt: "{{bank}}の末尾{{last4}}の口座",
  },
  beside: "{{here}}（{{utc}}）",
  somebody: "ファン",
  fields: { several: "受取口座に表示される項目" },
  links: {
    payout: "このお支払いを見る",
    account: "受取口座を開く",
    earnings: "収益を見る",
    calls: "通話を開く",
    home: "Payrunを開く",
  },
  bank: {
    account_closed: "銀行口座が解約されています",
    account_frozen: "銀行口座が凍結されています",
    bank_account_restricted: "この銀行口座では受け取れない種類の入金です",
    bank_ownership_changed: "銀行口座の取扱銀行が変わっています",
    could_not_process: "銀行が処理できませんでした",
    declined: "銀行が入金を拒否しました",
    expired_card: "カードの有効期限が切れています",
    incorrect_account_holder_name: "口座名義が正しくありません",
    incorrect_account_type: "口座の種類が正しくありません",
    invalid_account_number: "口座番号が正しくありません",
    invalid_card: "カード番号が正しくありません",
    invalid_currency: "この銀行口座では受け取れない通貨です",
    no_account: "該当する銀行口座がありません",
    unsupported_card: "このカードでは受け取れません",
    other: "銀行から具体的な理由は示されていません",
  },
};
