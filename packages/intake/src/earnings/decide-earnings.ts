import type { HostEarning, NewEarning, TokenBalance } from "@payrun/db";
import { availableAt, formatMoney, money, splitGross } from "@payrun/payouts-core";
import { findContradiction } from "../rows/find-contradiction.ts";
import type { ParsedRow } from "../rows/parse-rows.ts";
import { refused, type RowError, type RowResult } from "../rows/row-result.ts";
import { runningBalances } from "../token-purchases/running-balances.ts";
import type { EarningRow } from "./earning-row.ts";

export type EarningPolicy = {
  /** Days between earned and available. */
  readonly holdDays: number;
  /** The platform's fee for rows that name none; without it such rows are refused. */
  readonly feeBasisPointsDefault?: number;
};

export type EarningSnapshot = {
  readonly creatorIds: ReadonlyMap<string, string>;
  readonly fanIds: ReadonlyMap<string, string>;
  readonly balances: readonly TokenBalance[];
  readonly stored: readonly HostEarning[];
};

export type EarningDecision = {
  readonly results: readonly RowResult[];
  readonly recorded: readonly NewEarning[];
};

/** Decides row after row: a later row of the call sees what an earlier one recorded and which tokens it spent. */
export function decideEarnings(
  rows: readonly ParsedRow<EarningRow>[],
  snapshot: EarningSnapshot,
  policy: EarningPolicy,
  newId: () => string,
): EarningDecision {
  const known = new Map<string, HostEarning>(snapshot.stored.map((earning) => [sourceOf(earning), earning]));
  const tokens = runningBalances(snapshot.balances);
  const recorded: NewEarning[] = [];

  const decide = (row: ParsedRow<EarningRow>): RowResult => {
    const feeMinor = feeOf(row, policy);
    const before = known.get(sourceOf(row));
    if (before) {
      const contradiction = findContradiction(row.sourceId, before, sentContent(row, feeMinor));
      return contradiction
        ? refused(row, contradiction)
        : { index: row.index, sourceId: row.sourceId, status: "unchanged", id: before.id };
    }
    if (feeMinor === null) return refused(row, feeMissing);
    const creatorId = snapshot.creatorIds.get(row.creatorSourceId);
    if (creatorId === undefined) return refused(row, unknownCreator(row));
    const fanId = row.fanSourceId === undefined ? null : (snapshot.fanIds.get(row.fanSourceId) ?? null);
    if (row.fanSourceId !== undefined) {
      const unspentMinor = fanId === null ? 0n : tokens.unspent({ fanId, currency: row.currency });
      if (fanId === null || unspentMinor < row.grossMinor)
        return refused(row, exceedsUnspent(row, unspentMinor));
      tokens.move({ fanId, currency: row.currency }, -row.grossMinor);
    }
    const earning = newEarning(row, { id: newId(), creatorId, fanId, feeMinor, holdDays: policy.holdDays });
    known.set(sourceOf(row), earning);
    recorded.push(earning);
    return { index: row.index, sourceId: row.sourceId, status: "created", id: earning.id };
  };

  const results = rows.map(decide);
  return { results, recorded };
}

function sourceOf({ sourceType, sourceId }: Pick<HostEarning, "sourceType" | "sourceId">): string {
  return `${sourceType}/${sourceId}`;
}

function feeOf(row: EarningRow, { feeBasisPointsDefault }: EarningPolicy): bigint | null {
  if (row.feeMinor !== undefined) return row.feeMinor;
  const feeBasisPoints = row.feeBasisPoints ?? feeBasisPointsDefault;
  return feeBasisPoints === undefined
    ? null
    : splitGross({ grossMinor: row.grossMinor, feeBasisPoints }).feeMinor;
}

/** A fee that the row does not name contradicts nothing: the default may have changed since. */
function sentContent(row: EarningRow, feeMinor: bigint | null) {
  const namesFee = row.feeMinor !== undefined || row.feeBasisPoints !== undefined;
  return {
    creatorSourceId: row.creatorSourceId,
    fanSourceId: row.fanSourceId ?? null,
    tokens: row.tokens ?? null,
    grossMinor: row.grossMinor,
    ...(namesFee && feeMinor !== null ? { feeMinor } : {}),
    currency: row.currency,
    earnedAt: row.earnedAt,
  };
}

function newEarning(
  row: EarningRow,
  made: {
    readonly id: string;
    readonly creatorId: string;
    readonly fanId: string | null;
    readonly feeMinor: bigint;
    readonly holdDays: number;
  },
): NewEarning {
  return {
    id: made.id,
    sourceType: row.sourceType,
    sourceId: row.sourceId,
    creatorSourceId: row.creatorSourceId,
    creatorId: made.creatorId,
    fanSourceId: row.fanSourceId ?? null,
    fanId: made.fanId,
    tokens: row.tokens ?? null,
    grossMinor: row.grossMinor,
    feeMinor: made.feeMinor,
    currency: row.currency,
    earnedAt: row.earnedAt,
    availableAt: availableAt(row.earnedAt, made.holdDays),
  };
}

const feeMissing: RowError = {
  code: "malformed",
  field: "feeMinor",
  message: "feeMinor: is missing: expected feeMinor, or feeBasisPoints",
};

function unknownCreator({ creatorSourceId }: EarningRow): RowError {
  return {
    code: "unknown_creator",
    field: "creatorSourceId",
    message: `no creator has the sourceId ${creatorSourceId}: report the creator with POST /v1/creators, then send this row again.`,
    sent: { creatorSourceId },
  };
}

function exceedsUnspent(row: EarningRow, unspentMinor: bigint): RowError {
  const unspent = formatMoney(money(unspentMinor, row.currency));
  const gross = formatMoney(money(row.grossMinor, row.currency));
  return {
    code: "exceeds_unspent_tokens",
    field: "grossMinor",
    message: `fan ${row.fanSourceId} has ${unspent} of unspent tokens, and this row spends ${gross}: report the purchase with POST /v1/token-purchases, then send this row again.`,
    stored: { unspentMinor: unspentMinor.toString() },
    sent: { grossMinor: row.grossMinor.toString() },
  };
}
