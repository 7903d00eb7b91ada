import { postMovement } from "../../balance/post-movement.ts";
import { newId, siblingId } from "../../protocol/new-id.ts";
import type { AgendaRow } from "../../state/agenda-table.ts";
import { type BalanceRow, platform } from "../../state/rows.ts";
import type { State } from "../../state/state.ts";
import type { World } from "../../world.ts";
import { isBusinessDay } from "../business-days.ts";
import { defaultExternalAccountOf } from "../external-accounts/external-accounts.ts";
import { makePayout } from "../make-payout.ts";
import { payablePart, payoutMinimum } from "../payout-amounts.ts";
import type { BalanceSettingsRow, ExternalAccountRow } from "../payout-rows.ts";
import { balanceSettingsOf, isPayoutDay } from "./balance-settings.ts";
import { contentsOfNext } from "./payout-contents.ts";
import { planTonight } from "./plan-tonight.ts";

/** Lets the journal take what a hundred thousand accounts make in pieces. */
const payoutsPerLine = 250;

/** Countries whose banks can be debited for a negative balance (docs.stripe.com/connect/account-balances). */
const debitedCurrencies = new Set(["aud", "cad", "eur", "gbp", "nzd", "usd"]);

/**
 * The automatic payouts of a midnight (UTC): every balance whose schedule says so goes to the default bank account of its
 * currency, and negative balances are collected from there. Balances without such an account, below the country's minimum
 * or behind an errored account stay, and nobody is told.
 */
export function payOutTonight(world: World, { dueSeconds: midnight }: AgendaRow): void {
  const { state } = world;
  if (state.balances.rows.some(mayMove)) planTonight(state, midnight);
  if (!isBusinessDay(midnight)) return;
  let made = 0;
  for (const balance of state.balances.rows) {
    if (balance.available === 0 || !payOut(world, balance, midnight)) continue;
    made += 1;
    if (made % payoutsPerLine === 0) void world.commit();
  }
}

function mayMove({ available, pending }: BalanceRow): boolean {
  return available !== 0 || pending !== 0;
}

function payOut(world: World, balance: BalanceRow, midnight: number): boolean {
  const { state } = world;
  const { owner, currency } = balance;
  const settings = balanceSettingsOf(state, owner);
  const account = owner === platform ? null : state.accounts.get(owner);
  if (account === undefined || account?.deleted === true || account?.payoutsEnabled === false) return false;
  const bank = defaultExternalAccountOf(state, owner, currency);
  if (bank === undefined || bank.status === "errored") return false;
  if (balance.available < 0) return owner !== platform && collect(world, balance, settings, bank);
  if (!isPayoutDay(settings, midnight) || isCollecting(state, owner, currency)) return false;
  return payOutAvailable(world, balance, settings, bank);
}

function payOutAvailable(
  world: World,
  { owner, currency, available }: BalanceRow,
  settings: BalanceSettingsRow,
  bank: ExternalAccountRow,
): boolean {
  const amount = payablePart(available - (settings.minimumBalances[currency] ?? 0), currency);
  if (amount < payoutMinimum(bank.country, currency)) return false;
  if (amount < available) hold(world, owner, currency, available - amount);
  const contents = contentsOfNext(world.state, owner, currency);
  const payout = makePayout(world, {
    owner,
    amount,
    currency,
    destination: bank,
    automatic: true,
    statementDescriptor: settings.statementDescriptor,
  });
  world.state.payoutContents.put({ id: payout.id, ...contents });
  if (amount < available) release(world, owner, currency, available - amount);
  return true;
}

/**
 * Whether the bank is still being debited. What comes in meanwhile waits: it covers the deficit, and the debit's own money
 * brings it back, so a payout in between could not be explained by what it pays out.
 */
function isCollecting({ payouts, settlements }: State, owner: string, currency: string): boolean {
  const last = payouts.of(owner).findLast((payout) => payout.automatic && payout.currency === currency);
  return last !== undefined && last.amount < 0 && settlements.get(siblingId("mv", last.id)) !== undefined;
}

/** Takes what is missing from the bank, once nothing is pending that could cover it. */
function collect(
  world: World,
  { owner, currency, available, pending }: BalanceRow,
  settings: BalanceSettingsRow,
  bank: ExternalAccountRow,
): boolean {
  if (!settings.debitNegativeBalances || pending !== 0) return false;
  if (!debitedCurrencies.has(currency) || bank.card !== null) return false;
  const contents = contentsOfNext(world.state, owner, currency);
  const payout = makePayout(world, {
    owner,
    amount: available,
    currency,
    destination: bank,
    automatic: true,
  });
  world.state.payoutContents.put({ id: payout.id, ...contents });
  return true;
}

/** What a payout leaves behind shows in it as a hold, and is there again for the next one. */
function hold(world: World, owner: string, currency: string, amount: number): void {
  postHold(world, { owner, currency, type: "payout_minimum_balance_hold", amount: -amount });
}

function release(world: World, owner: string, currency: string, amount: number): void {
  postHold(world, { owner, currency, type: "payout_minimum_balance_release", amount });
}

function postHold(
  { state, clock }: World,
  movement: {
    readonly owner: string;
    readonly currency: string;
    readonly type: string;
    readonly amount: number;
  },
): void {
  const created = clock.nowSeconds();
  postMovement(state, {
    ...movement,
    id: newId("mv"),
    fee: 0,
    created,
    availableOn: created,
    source: null,
    description: "Minimum balance",
  });
}
