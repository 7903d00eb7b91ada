import type { Locale, speak, SpokenPayoutLine } from "@payrun/catalogue";

/** One line of a payout as files write it: what the page shows, and the ids that find it again in the books. */
export type StatementLine = Omit<SpokenPayoutLine, "currency"> & {
  /** Number of the journal entry. */
  readonly entryId: bigint;
  readonly at: Date;
  /** The host platform's id of the tip or call; null unless the line is about one. */
  readonly sourceId: string | null;
  readonly earnedAt: Date | null;
};

/** Whom a file is for: her language and her zone. */
export type FileReader = { readonly locale: Locale; readonly timeZone: string };

/** The catalogue of one language, ready to be asked. */
export type Speech = ReturnType<typeof speak>;

/** What stands above the lines. */
export type PayoutFileHead = {
  readonly creatorName: string;
  readonly handle: string;
  readonly payoutItemId: string;
  readonly periodKey: string;
  /** Null for the first payout. */
  readonly previousReservedAt: Date | null;
  /** Null where nothing was taken out of her balance. */
  readonly reservedAt: Date | null;
  /** The state in her words, already in her language. */
  readonly stateText: string;
  readonly stripeTransferId: string | null;
  readonly destinationAccountId: string;
  /** Its money went back to her balance without having left. */
  readonly gaveBack: boolean;
  /** What came back from Stripe, minor units. */
  readonly reversedMinor: bigint;
};
