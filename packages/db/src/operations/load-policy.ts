import type { PayoutPolicy } from "@payrun/payouts-core";
import { readRuns } from "../batches/read-runs.ts";
import type { Sql } from "../database.ts";
import { readOperatorSettings } from "./installation.ts";
import { activeStops } from "./payout-stops.ts";

/**
 * What the environment, the operator and the stops in force say now, as core wants it. The worker plans by it and the API
 * estimates by it: one line for both.
 *
 * @param settings the platform's minimum, minor units by currency, and its schedule, from the environment.
 */
export async function loadPolicy(
  sql: Sql,
  settings: Pick<PayoutPolicy, "minimumMinor" | "schedule">,
): Promise<PayoutPolicy> {
  const operator = await readOperatorSettings(sql);
  const stops = await activeStops(sql);
  return {
    minimumMinor: settings.minimumMinor,
    schedule: settings.schedule,
    runs: await readRuns(sql),
    destinationCoolDownHours: operator.destinationCoolDownHours,
    supportedCountries:
      operator.supportedCountries.length === 0 ? null : new Set(operator.supportedCountries),
    unusualAmountFloorMinor: Object.fromEntries(
      Object.entries(operator.unusualAmountFloorMinor).map(([currency, amount]) => [
        currency,
        BigInt(amount),
      ]),
    ),
    stops: stops.map(({ reasonCode, placedAt, scope }) => ({ reason: reasonCode, since: placedAt, scope })),
  };
}
