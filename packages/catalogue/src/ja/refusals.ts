import type { en } from "../en/en.ts";
import type { Translated } from "../translated.ts";

export const refusals: Translated<typeof en.refusals> = {
  not_signed_in: "ログインしていないか、セッションが終了しています。ログインしてもう一度お試しください。",
  session_not_fresh:
    "安全のため、もう一度ログインしてご本人であることをご確認のうえ、この操作をやり直してください。",
  banned: "このアカウントは閉鎖されています。お心当たりがない場合は、サポートにお問い合わせください。",
  wrong_role: "お客様の種類のアカウントではご利用いただけません。",
  second_factor_missing: "二要素認証が必要です。先にセキュリティ設定で設定してください。",
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
    "Stripeで受取アカウントを確認できません。解約されたか、アクセス権が取り消された可能性があります。支払いを再開するには新しいアカウントを開設してください。",
  no_payout_account: "受取アカウントがまだありません。先に設定してください。",
  onboarding_unfinished: "先にStripeの手続きを完了してください。その後ダッシュボードを開けます。",
  payout_in_flight: "現在のアカウントへの支払いが進行中です。到着後にもう一度お試しください。",
  minimum_too_low: "{{asked}}は最低支払額{{minimum}}を下回っています。それ以上の金額を指定してください。",
};
