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
};
