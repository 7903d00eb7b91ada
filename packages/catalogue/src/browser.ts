export { formatCountry, formatList } from "./format/format-names.ts";
export { decimalText, formatAmount, formatCount, formatPercent } from "./format/format-number.ts";
export {
  formatDay,
  formatDuration,
  formatInstant,
  formatMonth,
  formatRelative,
  formatWeekday,
} from "./format/format-time.ts";
export { deviceNames, type DeviceNames } from "./format/device-names.ts";
export { readAmount } from "./format/read-amount.ts";
export { loadFirstWords, loadMoreWords } from "./load-words.ts";
export { isLocale, localeOf, locales, type Locale } from "./locales.ts";
export { pseudo } from "./pseudo.ts";
export { itemReasonWords, type StoredItemReason } from "./sentences/item-reason-words.ts";
export { nextStepWords, type NextStepWords } from "./sentences/next-step-words.ts";
export {
  notificationWords,
  type NotificationWords,
  type SpokenNotification,
} from "./sentences/notification-words.ts";
export {
  payoutLineWords,
  type PayoutLineWords,
  type SpokenPayoutLine,
} from "./sentences/payout-line-words.ts";
export { isPayoutReason, reasonWords, type Reader, type ReasonWords } from "./sentences/reason-words.ts";
export {
  isSpokenRefusal,
  refusalWords,
  type RefusalCode,
  type SpokenRefusal,
} from "./sentences/refusal-words.ts";
export { disabledReasonWords, requirementWords } from "./sentences/requirement-words.ts";
export { speak, type FirstWords, type MoreWords } from "./words.ts";
