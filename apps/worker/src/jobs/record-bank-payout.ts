import {
  bankPayoutStatuses,
  findBankPayout,
  hasAttemptWithoutEnd,
  saveBankPayout,
  staleBankPayouts,
  unattributedBankPayouts,
  type BankPayoutAttribution,
  type BankPayoutStatus,
} from "@payrun/db";
import type { BankPayoutContents } from "@payrun/provider";
import type { Deps } from "../deps.ts";

type BankPayoutId = {
  /** `acct_…` */
  readonly accountId: string;
  /** `po_…` */
  readonly bankPayoutId: string;
};

/** How many are read again a day, at most, where no webhook came. */
const STALE_LIMIT = 1_000;

/**
 * Reads one bank payout at Stripe and records where it stands and which items it carries. The items' own state stays
 * as it is: `paid` means that the transfer exists, and the bank leg is kept beside it.
 *
 * @returns what happened, for the record of the event.
 * @throws ProviderUnavailable
 */
export async function recordBankPayout(
  deps: Deps,
  { accountId, bankPayoutId }: BankPayoutId,
): Promise<string> {
  const read = await deps.provider.transfersInBankPayout({ accountId, payoutId: bankPayoutId });
  if (read.kind === "unreachable") return "Stripe does not show it";
  const { payout } = read;
  const isWhole = read.attribution === "complete";
  if (isWhole && !read.addsUp)
    deps.log.error({ accountId, bankPayoutId }, "bank payout differs from its parts");
  await deps.db.transaction(async (tx) => {
    // What it carries may be an attempt whose answer was lost: asked before its items are looked up, never after.
    const mayLack = await hasAttemptWithoutEnd(tx, accountId);
    await saveBankPayout(tx, {
      bankPayoutId,
      accountId,
      amountMinor: payout.amountMinor,
      currency: payout.currency,
      status: payout.status,
      attribution: isWhole && mayLack ? null : attributionOf(read),
      failureCode: payout.failure?.stripeCode ?? null,
      traceId: payout.traceId,
      arrivalDate: payout.arrivalDate,
      stripeTransferIds: isWhole ? read.transfers.map((part) => part.transferId) : [],
      returnedPayoutIds: isWhole ? read.returned.map((part) => part.payoutId) : [],
    });
  });
  return `bank payout is ${payout.status}`;
}

/** What a webhook says is a hint: one that comes late or again, behind what is recorded, costs no call. */
export async function applyBankPayoutEvent(
  deps: Deps,
  { saidStatus, ...id }: BankPayoutId & { readonly saidStatus: string },
): Promise<string> {
  const known = await findBankPayout(deps.db, id.bankPayoutId);
  const isNews =
    known === null || known.attribution === null || isAhead(statusSaid(saidStatus), known.status);
  return isNews ? recordBankPayout(deps, id) : "recorded already";
}

/**
 * Reads again what webhooks may have missed.
 *
 * @throws ProviderUnavailable
 */
export async function readStaleBankPayouts(deps: Deps): Promise<void> {
  const stale = await staleBankPayouts(deps.db, { now: deps.clock.now(), limit: STALE_LIMIT });
  for (const id of stale) await recordBankPayout(deps, id);
}

/**
 * Reads again what was read of an account's bank payouts before all that they carry was known.
 *
 * @throws ProviderUnavailable
 */
export async function readUnattributedBankPayouts(deps: Deps, accountId: string): Promise<void> {
  for (const id of await unattributedBankPayouts(deps.db, accountId)) await recordBankPayout(deps, id);
}

function attributionOf(
  read: Extract<BankPayoutContents, { kind: "contents" }>,
): BankPayoutAttribution | null {
  if (read.attribution === "complete") return "complete";
  return read.why === "not_ready" ? null : read.why;
}

function isAhead(status: string, known: BankPayoutStatus): boolean {
  return bankPayoutStatuses.findIndex((each) => each === status) > bankPayoutStatuses.indexOf(known);
}

/** Stripe's word for a payout's status in ours. */
function statusSaid(stripeStatus: string): string {
  if (stripeStatus === "pending") return "in_transit";
  return stripeStatus === "paid" ? "in_bank" : stripeStatus;
}
