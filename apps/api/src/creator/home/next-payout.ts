import {
  isBatchKnown,
  loadPolicy,
  readBatchUnderWay,
  readCandidates,
  readInstallation,
  readMaturing,
  type BatchUnderWay,
  type Candidate,
  type Sql,
} from "@payrun/db";
import {
  automaticallyDue,
  dateOfEstimate,
  earnedInTimeFor,
  estimateNextPayout,
  type ScheduleDate,
} from "@payrun/payouts-core";
import { z } from "zod";
import type { ApiSettings } from "../../api-deps.ts";
import { payoutReason } from "../../trpc/payout-reason.ts";

const minor = (text: string) => z.bigint().describe(`Minor units: ${text}`);

export const nextPayoutOutput = z
  .object({
    periodKey: z.string().describe("The schedule date, e.g. `2026-12-01`."),
    scheduledFor: z.date(),
    cutoffAt: z.date().describe("What is available by then is in it."),
    earnedBy: z
      .date()
      .describe("What is earned up to this instant, itself included, is in it: the cutoff less the hold."),
    holdDays: z.int(),
    hasPassed: z.boolean().describe("The date is here, and its batch has not decided about you yet."),
    estimates: z.array(
      z.object({
        currency: z.string(),
        availableMinor: minor("available now, with what waits for funds."),
        maturingMinor: minor("becomes available by the cutoff."),
        availableByThenMinor: minor("both together."),
        amountMinor: minor("what you would be paid; zero when you would not."),
        roundedOffMinor: minor("what Stripe cannot send of it; stays available."),
        reasons: z
          .array(payoutReason)
          .describe("Why you would not be paid, the strongest first; empty: you would."),
        heldFor: payoutReason.nullable().describe("Why it would be planned and not sent at once."),
      }),
    ),
  })
  .describe(
    "The estimate that planning itself would make, as things stand. Your display currency comes first.",
  );

export type NextPayout = z.output<typeof nextPayoutOutput>;

type Settings = Pick<ApiSettings, "schedule" | "minimumMinor" | "holdDays">;

/** What the creator would be paid next, with what the worker plans by: its policy, its snapshot, core's decision. */
export async function nextPayout(
  sql: Sql,
  settings: Settings,
  { creatorId, now }: { readonly creatorId: string; readonly now: Date },
): Promise<NextPayout> {
  const policy = await loadPolicy(sql, settings);
  const undecided = await undecidedDate(sql, settings, { creatorId, now });
  const [anyCandidate] = await readCandidates(sql, { creatorId, at: now });
  const { schedule } = settings;
  const cadence = anyCandidate?.cadence ?? "each_date";
  const { periodKey, scheduledFor } = dateOfEstimate({
    cadence,
    schedule,
    now,
    runs: policy.runs,
    undecided,
  });
  // Again, for a hold is judged at the cutoff: one that ends before then does not stand in the way.
  const candidates = await readCandidates(sql, { creatorId, at: scheduledFor });
  const maturing = await readMaturing(sql, { creatorId, until: scheduledFor });
  return {
    periodKey,
    scheduledFor,
    cutoffAt: scheduledFor,
    earnedBy: earnedInTimeFor(scheduledFor, settings.holdDays),
    holdDays: settings.holdDays,
    hasPassed: scheduledFor <= now,
    estimates: candidates.map((candidate) => {
      const maturingMinor = maturing.get(candidate.currency) ?? 0n;
      const facts = { snapshot: candidate, maturingMinor, account: candidate.account };
      const estimate = estimateNextPayout({ ...facts, policy, schedule, now, undecided });
      return shown(candidate, maturingMinor, estimate);
    }),
  };
}

/**
 * The latest schedule date, while its batch has not decided about her: it is due and not started, or still being planned.
 * Null otherwise.
 */
export async function undecidedDate(
  sql: Sql,
  { schedule }: Pick<ApiSettings, "schedule">,
  { creatorId, now }: { readonly creatorId: string; readonly now: Date },
): Promise<ScheduleDate | null> {
  const installation = await readInstallation(sql);
  if (installation === null) return null;
  const due = automaticallyDue({ schedule, firstStartedAt: installation.firstStartedAt, now });
  if (due === null) return null;
  if (!(await isBatchKnown(sql, due.periodKey))) return due;
  const running: BatchUnderWay | null = await readBatchUnderWay(sql, creatorId);
  return running?.periodKey === due.periodKey && !running.decided ? due : null;
}

function shown(
  { currency, availableMinor }: Candidate,
  maturingMinor: bigint,
  {
    availableByThenMinor,
    amountMinor,
    roundedOffMinor,
    reasons,
    heldFor,
  }: ReturnType<typeof estimateNextPayout>,
): NextPayout["estimates"][number] {
  return {
    currency,
    availableMinor,
    maturingMinor,
    availableByThenMinor,
    amountMinor,
    roundedOffMinor,
    reasons: [...reasons],
    heldFor,
  };
}
