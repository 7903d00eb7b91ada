import type { en } from "../en/en.ts";
import type { Translated } from "../translated.ts";

export const refusals: Translated<typeof en.refusals> = {
  not_signed_in: "ログインしていないか、セッションが終了しています。ログインしてもう一度お試しください。",
  session_not_fresh:
    "安全のため、もう一度ログインしてご本人であることをご確認のうえ、この操作をやり直してください。",
  banned: "このアカウントは閉鎖されています。お心当たりがない場合は、サポートにお問い合わせください。",
  wrong_role: "お客様の種類のアカウントではご利用いただけません。",
  second_factor_missing: "2段階認証が必要です。先にセキュリティ設定で設定してください。",
  not_found: "見つかりませんでした。削除されたか、リンクが不完全な可能性があります。",
  unavailable: "現在ご利用いただけません。変更は行われていません。{{retryAfter}}後にもう一度お試しください。",
  account_country_needed: "先にお住まいの国を選んでください。Stripeがその国でアカウントを開設します。",
  account_country_refused:
    "現在、Stripeはお住まいの国（{{country}}）でのアカウント開設に対応していません。対応時期はサポートにお問い合わせください。",
  account_data_refused:
    "お名前、メールアドレス、または国がStripeに受け付けられませんでした。サポートに訂正を依頼してから、もう一度お試しください。",
  account_opening_stopped:
    "現在、Stripeで新しいアカウントを開設できません。担当者に通知済みです。変更は行われていませんので、時間をおいてお試しください。",
  account_unreachable:
    "Stripeで受取口座を確認できません。解約されたか、アクセス権が取り消された可能性があります。支払いを再開するには新しいアカウントを開設してください。",
  no_payout_account: "受取口座がまだありません。先に設定してください。",
  onboarding_unfinished: "先にStripeの手続きを完了してください。その後ダッシュボードを開けます。",
  payout_in_flight: "現在のアカウントへの支払いが進行中です。到着後にもう一度お試しください。",
  minimum_too_low: "{{asked}}は最低支払額{{minimum}}を下回っています。それ以上の金額を指定してください。",
  cannot_follow_yourself: "ご自身のプロフィールのため、フォローできません。",
  cannot_tip_yourself: "ご自身のプロフィールのため、チップは送れません。",
  cannot_call_yourself: "ご自身のプロフィールのため、通話は申し込めません。",
  takes_no_calls: "{{handle}}さんは現在通話を受け付けていません。トークンは使われていません。",
  below_call_price: "通話の料金は{{price}}ですが、{{offered}}が指定されました。料金以上を指定してください。",
  no_tokens:
    "お使いいただけるトークンがありません。ご登録のプラットフォームで購入すると、自動的にここに表示されます。",
  not_enough_tokens:
    "{{wanted}}（{{needed}}）が必要ですが、使えるのは{{spendable}}です。残高は{{balance}}で、そのうち{{spokenFor}}は申し込み中の通話のために確保されています。トークンを購入するか、少ない数をお選びください。",
  worth_nothing: "{{wanted}}は{{currency}}の最小単位に満たない価値です。{{fewest}}以上を送ってください。",
  request_key_used:
    "この操作は以前に別の内容（{{storedHandle}}さんに{{stored}}）で送信されています。以前の内容がそのまま有効です。新しく送るにはページを再読み込みしてください。",
  call_is_asked: "この通話はまだ承諾されていません。先に承諾してください。",
  call_is_accepted: "この通話はすでに承諾されています。",
  call_is_declined: "この通話はすでに辞退されています。支払いは行われていません。",
  call_is_canceled: "この通話はすでに取り消されています。支払いは行われていません。",
  call_is_completed: "この通話はすでに完了し、支払い済みです。",
  call_is_expired: "この申し込みは期限切れです。支払いは行われていません。",
  call_not_covered:
    "ファンのトークンがこの通話に足りなくなりました。必要な金額は{{needed}}です。支払いは行われていません。ファンがトークンを購入したあとで、もう一度完了してください。",
  withdrawals_off: "ここでは早期の支払いはご利用いただけません。次回の支払日にお支払いします。",
  withdrawal_exceeds_available:
    "{{amount}}の申請ですが、受取可能額は{{available}}です。受取可能額以下で申請してください。",
  withdrawal_below_minimum: "{{amount}}の申請ですが、最低額は{{minimum}}です。最低額以上で申請してください。",
  withdrawal_already_open: "すでに{{open}}の申請があります。先にその申請を取り消すか、決定をお待ちください。",
  withdrawal_decided: "この申請はすでに決定済みのため、取り消せません。",
};
