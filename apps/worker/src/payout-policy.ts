import { activeStop, readOperatorSettings, type Sql } from "@payrun/db";
import type { PayoutPolicy } from "@payrun/payouts-core";
import type { PaySettings } from "./deps.ts";

/** What the environment, the operator and the stops in force say now, as core wants it. */
export async function loadPolicy(sql: Sql, settings: PaySettings): Promise<PayoutPolicy> {
  const operator = await readOperatorSettings(sql);
  const stop = await activeStop(sql);
  return {
    minimumMinor: settings.minimumMinor,
    destinationCoolDownHours: operator.destinationCoolDownHours,
    supportedCountries:
      operator.supportedCountries.length === 0 ? null : new Set(operator.supportedCountries),
    unusualAmountFloorMinor: Object.fromEntries(
      Object.entries(operator.unusualAmountFloorMinor).map(([currency, amount]) => [
        currency,
        BigInt(amount),
      ]),
    ),
    killSwitch: stop ? { reason: stop.reasonCode, since: stop.placedAt } : null,
  };
}
