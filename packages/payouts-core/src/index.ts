export type {
  AccountBank,
  AccountDetail,
  AccountPayoutSchedule,
  TransfersState,
} from "./accounts/account-detail.ts";
export { type PayoutStop, type StopScope, isWholeBatchStopped, stopOf } from "./eligibility/payout-stop.ts";
export {
  type AccountFacts,
  type AccountStanding,
  type AccountStep,
  accountStanding,
  STOPPED_BY_STRIPE,
} from "./accounts/account-standing.ts";

export { allocate } from "./money/allocate.ts";
export { type CurrencyCode, isKnownCurrency, minorDigits } from "./money/currencies.ts";
export { formatMoney } from "./money/format-money.ts";
export { type Money, money } from "./money/money.ts";
export { roundDownToSendable, smallestSendableMinor } from "./money/round-down-to-sendable.ts";
export { type GrossSplit, splitGross } from "./money/split-gross.ts";
export {
  type ReversalSplit,
  type ReversibleEarning,
  splitReinstatement,
  splitReversal,
} from "./money/split-reversal.ts";
export { type TokenRate, tokenValue } from "./money/token-value.ts";
export {
  type TokenMoney,
  type TokenPrice,
  type TokenWallet,
  fewestTokensOfValue,
  readWallet,
  valueAt,
} from "./money/token-wallet.ts";

export * from "./ledger/account-code.ts";
export {
  type EntryKind,
  type JournalEntry,
  type Posting,
  availableMayGoNegative,
  credit,
  debit,
  journalEntry,
} from "./ledger/journal-entry.ts";
export * from "./ledger/earning-entries.ts";
export * from "./ledger/payout-entries.ts";
export * from "./ledger/platform-entries.ts";
export * from "./ledger/token-entries.ts";
export * from "./calls/call-deadline.ts";
export { ledgerTable } from "./ledger/ledger-table.ts";

export * from "./states/batch-states.ts";
export * from "./states/item-states.ts";
export * from "./states/payout-states.ts";
export * from "./states/transfer-states.ts";

export { availableAt, earnedInTimeFor } from "./schedule/available-at.ts";
export { cronPattern } from "./schedule/cron-pattern.ts";
export { addDays, dayInZone, daysBetween, startsOfDays } from "./schedule/days-in-zone.ts";
export { automaticallyDue, missedScheduleDates } from "./schedule/due-dates.ts";
export { type PayoutCadence, isPayoutDate, nextPayoutDate, payoutDates } from "./schedule/payout-cadence.ts";
export {
  type PayoutSchedule,
  type ScheduleDate,
  latestScheduleDate,
  nextScheduleDate,
  previousScheduleDate,
} from "./schedule/payout-schedule.ts";

export { type ReasonAction, reasonAction } from "./reasons/reason-action.ts";
export type {
  MinorText,
  PayoutReason,
  ReasonCode,
  ReasonOf,
  SkipCode,
  SkipReason,
} from "./reasons/reason-numbers.ts";

export { type AccountReading, type Vetoable, accountReason } from "./eligibility/account-vetoes.ts";
export { type CoolDown, coolDownAfter, payableFrom } from "./eligibility/cool-down.ts";
export type { ActiveHold, CreatorSnapshot } from "./eligibility/creator-snapshot.ts";
export { type PayoutDecision, decideEligibility } from "./eligibility/decide-eligibility.ts";
export { type EffectiveMinimum, type PayoutPolicy, effectiveMinimum } from "./eligibility/payout-policy.ts";

export * from "./batch/decide-brake.ts";
export * from "./batch/decide-replan.ts";
export * from "./batch/fund-in-order.ts";
export * from "./batch/plan-page.ts";
export { unusualAmount } from "./batch/unusual-amount.ts";

export {
  type ClaimDecision,
  type ClaimFacts,
  decideAfterLiveRead,
  decideClaim,
} from "./transfer/decide-claim.ts";
export * from "./transfer/decide-unknown.ts";
export { type NextStep, type NextStepAction, nextStep, nextStepActions } from "./transfer/next-step.ts";
export { type FoundMatch, type LookUpReading, readLookUp } from "./transfer/read-look-up.ts";
export {
  type FrozenTransfer,
  type StripeErrorFacts,
  type TransferAnswer,
  type TransferOutcome,
  readTransferAnswer,
} from "./transfer/read-transfer-answer.ts";
export { type RefusalClass, classifyRefusal } from "./transfer/refusal-class.ts";
export { automaticAttemptsMax, backOffMs, mayRetryAutomatically } from "./transfer/retry.ts";
export { itemStatusAfter, transferStatusAfter } from "./transfer/status-after.ts";
export * from "./transfer/transfer-idempotency-key.ts";

export {
  type NextPayoutEstimate,
  dateOfEstimate,
  estimateNextPayout,
} from "./estimate/estimate-next-payout.ts";

export * from "./notifications/creator-notification.ts";

export * from "./reconciliation/finding-kinds.ts";
export {
  type ComparedPair,
  type ComparisonContext,
  type Difference,
  type Evidence,
  type OurAttempt,
  type TheirTransfer,
} from "./reconciliation/compared-pair.ts";
export { transferDifferences } from "./reconciliation/transfer-differences.ts";
export * from "./reconciliation/book-balance-transaction.ts";
export * from "./reconciliation/balance-differences.ts";
