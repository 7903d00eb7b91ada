import type { PayoutAccount } from "@payrun/db";
import { accountStanding, coolDownAfter, type CoolDown } from "@payrun/payouts-core";
import type { z } from "zod";
import type { ApiSettings } from "../../api-deps.ts";
import { checklistOf } from "./checklist.ts";
import type { accountStatus } from "./status-shape.ts";

export type AccountStatus = z.output<typeof accountStatus>;

const OLD_AFTER_MS = 10 * 60_000;

/** Where a creator stands on her way to being paid, put together from Payrun's mirror. */
export function accountStatusOf(
  account: PayoutAccount,
  {
    schedule,
    runs,
    now,
  }: Pick<ApiSettings, "schedule"> & { readonly runs: readonly Date[]; readonly now: Date },
): AccountStatus {
  const { detail, coolDownHours, cadence, destinationChangedAt } = account;
  const after = (changedAt: Date) =>
    coolDownAfter({ changedAt, coolDownHours, schedule, cadence, runs, now });
  const last = destinationChangedAt === null ? null : after(destinationChangedAt);
  return {
    ...accountStanding(account),
    stripeAccountId: account.stripeAccountId,
    country: account.country,
    canReceive: account.transfersActive && account.accountError === null,
    canPayOut: account.payoutsEnabled && account.accountError === null,
    transfers: detail?.transfers ?? null,
    detailsSubmitted: detail?.detailsSubmitted ?? false,
    isNegative: account.accountNegative,
    disabledReason: account.disabledReason,
    checklist: checklistOf(account),
    banks: detail?.banks?.map((bank) => ({ ...bank })) ?? null,
    payoutSchedule: detail?.payoutSchedule ?? null,
    coolDown: last !== null && coolDownHours > 0 && last.payableFrom > now ? spoken(last) : null,
    ifChangedNow: coolDownHours === 0 ? null : { coolDownHours, ...spoken(after(now)) },
    taxForm: account.taxForm === "not_reported" ? null : account.taxForm,
    sanctions: account.sanctions === "not_reported" ? null : account.sanctions,
    isOld:
      account.stripeAccountId !== null && (detail === null || (account.readAgeMs ?? Infinity) > OLD_AFTER_MS),
    // On the business clock, like every other instant on the page.
    asOf: account.readAgeMs === null ? null : new Date(now.getTime() - account.readAgeMs),
  };
}

function spoken({ changedAt, payableFrom, skipped, firstPaid }: CoolDown) {
  return { changedAt, payableFrom, skipped: [...skipped], firstPaid };
}
