/** What the host platform sent in, as the one who sent it remembers it: the oracle's only source besides Stripe. */
export type Told = {
  readonly creators: ToldCreator[];
  readonly earnings: ToldEarning[];
  readonly reversals: ToldReversal[];
  /** Parts of transfers that were called back at Stripe. */
  readonly returned: ReturnedTransfer[];
  readonly conditions: Condition[];
};

export type ToldCreator = {
  readonly sourceId: string;
  readonly accountId: string;
  readonly currency: string;
  /** Below it nobody is paid: the platform's, or her own. */
  readonly minimumMinor: bigint;
};

export type ToldEarning = {
  readonly sourceId: string;
  readonly creator: ToldCreator;
  readonly grossMinor: bigint;
  readonly netMinor: bigint;
  /** From when on it may be paid. */
  readonly availableAt: Date;
};

export type ToldReversal = {
  readonly earning: ToldEarning;
  readonly kind: "refund" | "chargeback" | "reinstated";
  readonly grossMinor: bigint;
  /** The crossing after which it had certainly been accepted; crossings are counted through a run. */
  readonly acceptedTick: number;
  readonly acceptedAt: Date;
};

export type ReturnedTransfer = {
  readonly transferId: string;
  readonly amountMinor: bigint;
  /** The crossing after which it had certainly come back. */
  readonly tick: number;
};

/** Something that explains why a creator is not paid: whoever made it so wrote it down. */
export type Condition = {
  readonly creator: ToldCreator | null;
  /** The reason codes that it explains. */
  readonly explains: readonly string[];
  readonly from: Date;
  to: Date | null;
};

/** The net that is gone of an earning after these reversals of it, in order: in proportion, rounded down, all at the end. */
export function netReversed(
  { grossMinor, netMinor }: ToldEarning,
  reversals: readonly Pick<ToldReversal, "kind" | "grossMinor">[],
): bigint {
  const gone = reversals.reduce(
    (sum, reversal) =>
      reversal.kind === "reinstated" ? sum - reversal.grossMinor : sum + reversal.grossMinor,
    0n,
  );
  return grossMinor === 0n ? 0n : (netMinor * gone) / grossMinor;
}

/** What is left of the net of a creator's earnings that matured by an instant, after some of the reversals. */
export function maturedNet(
  { earnings, reversals }: Pick<Told, "earnings" | "reversals">,
  creator: ToldCreator,
  maturedBy: Date,
  counts: (reversal: ToldReversal) => boolean,
): bigint {
  let net = 0n;
  for (const earning of earnings) {
    if (earning.creator !== creator || earning.availableAt > maturedBy) continue;
    net += earning.netMinor;
  }
  for (const earning of new Set(reversals.map((reversal) => reversal.earning))) {
    if (earning.creator !== creator) continue;
    const counted = reversals.filter((reversal) => reversal.earning === earning && counts(reversal));
    // Of one that has not matured nothing was payable, so nothing is missing either.
    if (earning.availableAt <= maturedBy) net -= netReversed(earning, counted);
  }
  return net;
}
