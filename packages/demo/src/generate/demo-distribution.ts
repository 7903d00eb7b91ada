/**
 * Everything about the demo data that is a number. Shares are per thousand, money is in minor units, and nothing is a
 * fraction: the same table gives the same rows on every machine.
 */
export const distribution = {
  /** Earnings lie in so many days before the due date. */
  windowDays: 60,
  earningsPerCreator: { least: 16, most: 24 },
  feeBasisPoints: 2_000,

  /** What one token is worth, and where its creators live. */
  currencies: [
    { weight: 600, currency: "USD", tokenMinor: 5n, countries: ["US"] },
    { weight: 300, currency: "EUR", tokenMinor: 5n, countries: ["DE", "FR", "ES", "IT", "NL"] },
    { weight: 100, currency: "JPY", tokenMinor: 8n, countries: ["JP"] },
  ],

  /** Heavy tails twice over: few earnings are large, and few creators have most of them. */
  earnings: [
    { weight: 300, sourceType: "tip", leastTokens: 20, mostTokens: 100 },
    { weight: 300, sourceType: "tip", leastTokens: 101, mostTokens: 400 },
    { weight: 120, sourceType: "tip", leastTokens: 401, mostTokens: 1_500 },
    { weight: 25, sourceType: "tip", leastTokens: 1_501, mostTokens: 6_000 },
    { weight: 5, sourceType: "tip", leastTokens: 6_001, mostTokens: 20_000 },
    { weight: 150, sourceType: "call", leastTokens: 200, mostTokens: 800 },
    { weight: 80, sourceType: "call", leastTokens: 801, mostTokens: 2_500 },
    { weight: 20, sourceType: "call", leastTokens: 2_501, mostTokens: 9_000 },
  ],
  popularity: [
    { weight: 600, times: 1 },
    { weight: 280, times: 2 },
    { weight: 90, times: 4 },
    { weight: 25, times: 8 },
    { weight: 5, times: 20 },
  ],

  /** Creators who share a pool of fans, and fans per hundred of them. */
  creatorsPerPool: 250,
  fansPerHundredCreators: 60,
  followsPerFan: { least: 1, most: 6 },
  callPriceTokens: { least: 200, most: 800, step: 50, takenByPerMille: 650 },
  /** A fan buys the smallest pack that holds this many times the tokens wanted; beyond the packs, whole multiples. */
  packs: [500, 1_000, 2_500, 5_000, 10_000],
  packHoldsTimes: 3,

  refundedPerMille: 12,
  chargedBackPerMille: 5,
  /** Of those that are taken back: only a part, and (refunds only) paid in tokens. */
  partOfReversalsPerMille: 350,
  refundedInTokensPerMille: 400,
  reversedAfterDays: { least: 1, most: 20 },
  /** Of chargebacks: won again later. */
  reinstatedPerMille: 250,
  reinstatedAfterDays: { least: 2, most: 10 },
  /** Fans who give back a purchase that they never spent. */
  fansWithReturnedPurchasePerMille: 60,

  /**
   * Creators with a story, per thousand; all others are paid. One in `castEvery` has one, so the counts add up to
   * 1000 / castEvery at most. Refusals at Stripe (`capabilityJustLost`, `accountClosed`) stay near 1 % of a batch:
   * above 5 % the brake would rightly pause it.
   */
  castEvery: 5,
  cast: {
    missingDocuments: 22,
    capabilityLost: 12,
    capabilityJustLost: 6,
    accountClosed: 4,
    noAccount: 14,
    onHold: 8,
    belowMinimum: 40,
    highOwnMinimum: 8,
    paused: 10,
    inDebt: 10,
    nothingEarned: 16,
    newcomer: 20,
    disputeWon: 8,
    twoCurrencies: 12,
    taxFormMissing: 6,
    sanctionsBlocked: 4,
  },
} as const;

export type CastRole = keyof typeof distribution.cast;
export type DemoCurrency = (typeof distribution.currencies)[number]["currency"];
