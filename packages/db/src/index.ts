export { migrate, MigrationsEdited, pendingMigrations } from "./migrations/migrate.ts";
export {
  openDatabase,
  isConnectionLoss,
  refusedBy,
  sqlState,
  type Database,
  type Sql,
  type Transaction,
} from "./database.ts";
export { newId } from "./new-id.ts";
export { consistentRead } from "./consistent-read.ts";

export * from "./ledger/open-accounts.ts";
export * from "./ledger/post-entries.ts";
export * from "./ledger/read-ledger.ts";
export * from "./invariants/check-invariants.ts";

export * from "./earnings/release-earnings.ts";

export * from "./people/account-mirror.ts";
export * from "./people/accounts-to-read.ts";
export * from "./people/holds.ts";
export { tellDestinationChanged } from "./people/tell-destination-changed.ts";
export * from "./people/account-opening.ts";
export * from "./people/payout-settings.ts";
export * from "./people/region.ts";
export * from "./views/get-paid/read-payout-account.ts";

export * from "./batches/start-batch.ts";
export * from "./batches/load-candidates.ts";
export * from "./batches/plan-batch.ts";
export * from "./batches/open-batch.ts";
export * from "./batches/batch-result.ts";
export * from "./batches/read-runs.ts";

export * from "./items/claim-chunk.ts";
export * from "./items/retryable-items.ts";

export * from "./transfers/begin-transfers.ts";
export * from "./transfers/record-outcomes.ts";
export * from "./transfers/bank-legs.ts";
export * from "./transfers/lease-transfers.ts";
export * from "./transfers/find-attempt.ts";
export * from "./transfers/lock-available-of.ts";

export * from "./webhooks/apply-stripe-event.ts";

export * from "./reconciliation/compare-transfers.ts";
export * from "./reconciliation/findings.ts";
export * from "./reconciliation/staged-transfers.ts";
export * from "./reconciliation/balance-transactions.ts";
export * from "./reconciliation/balance-findings.ts";

export * from "./live/live-changes.ts";
export * from "./live/live-listeners.ts";
export type { Listener } from "./live/listen.ts";

export * from "./notifications/creator-notifications.ts";
export * from "./notifications/mails.ts";
export * from "./notifications/notify-admins.ts";
export { notifyCreators, type CreatorNews } from "./notifications/notify-creators.ts";

export * from "./operations/alarms.ts";
export * from "./operations/audit-log.ts";
export * from "./operations/installation.ts";
export * from "./operations/load-policy.ts";
export * from "./operations/operational-clock.ts";

export * from "./operations/outbox.ts";
export * from "./operations/payout-stops.ts";
export * from "./operations/schedule-troubles.ts";
export * from "./operations/send-budget.ts";

export * from "./host/api-keys.ts";
export * from "./host/creators.ts";
export * from "./host/earnings.ts";
export * from "./host/fans.ts";
export * from "./host/reversals.ts";
export * from "./host/token-purchases.ts";
export * from "./webhooks/store-stripe-event.ts";
export * from "./metrics/read-service-figures.ts";

export * from "./users/account-mails.ts";
export * from "./users/admit-user.ts";
export * from "./users/insert-users.ts";
export * from "./users/mailed-links.ts";
export * from "./users/passkeys.ts";
export * from "./users/prune-sign-ins.ts";
export * from "./users/rate-limits.ts";
export * from "./users/read-creator-name.ts";
export * from "./users/read-fan-source-id.ts";
export * from "./users/sessions.ts";

export * from "./social/creator-profiles.ts";
export * from "./social/own-profile.ts";
export * from "./social/follows.ts";

export * from "./wallet/wallets.ts";

export * from "./calls/call-requests.ts";

export * from "./withdrawals/withdrawal-requests.ts";

export * from "./views/payouts/list-payouts.ts";
export * from "./views/payouts/creator-figures.ts";
export * from "./views/payouts/payee.ts";
export * from "./views/payouts/payout-detail.ts";
export * from "./views/payouts/payout-lines.ts";
export { payoutWindow, type PayoutWindow } from "./views/payouts/payout-window.ts";
export * from "./views/decisions/list-decisions.ts";

export * from "./views/home/read-balances.ts";
export {
  type EarningsByDay,
  type EarningType,
  type EarningSums,
  readEarningsByDay,
} from "./views/home/read-earnings-by-day.ts";
export * from "./views/home/read-held.ts";
export * from "./views/home/read-payouts-under-way.ts";
export * from "./views/home/read-troubles.ts";
export {
  type EarningFilter,
  type EarningState,
  earningStates,
  everyEarning,
} from "./views/earnings/earning-filter.ts";
export {
  earningsForFile,
  type EarningPosition,
  listEarnings,
  type ListedEarning,
} from "./views/earnings/list-earnings.ts";
export * from "./views/earnings/read-earning.ts";
export * from "./views/earnings/total-earnings.ts";
