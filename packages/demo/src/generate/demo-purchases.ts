import { distribution, type DemoCurrency } from "./demo-distribution.ts";
import { tokenMinor, type DemoEarning, type DemoReversal } from "./demo-earnings.ts";
import { dayMs, phaseOf, type DemoPhase, type DemoWindow } from "./demo-window.ts";
import { randomStream } from "./random-stream.ts";

/** Tokens that a fan bought, and whether they were given back unspent. */
export type DemoPurchase = {
  readonly sourceId: string;
  readonly fanSourceId: string;
  readonly tokens: number;
  readonly amountMinor: bigint;
  readonly currency: DemoCurrency;
  readonly purchasedAt: Date;
  readonly phase: DemoPhase;
  readonly reversal: (DemoReversal & { readonly phase: DemoPhase }) | null;
};

/** A fan's spending in one currency. */
type Wallet = {
  readonly fanSourceId: string;
  readonly currency: DemoCurrency;
  readonly spends: readonly DemoEarning[];
};

/**
 * What the fans of a pool bought so that every earning is covered by tokens when it is recorded: in order of phase and
 * time, a fan whose tokens run out buys a pack first.
 */
export function demoPurchases(
  seed: string,
  earnings: readonly DemoEarning[],
  fanOf: (earning: DemoEarning) => string,
  window: DemoWindow,
): readonly DemoPurchase[] {
  const wallets = Map.groupBy(earnings, (earning) => `${fanOf(earning)}-${earning.currency}`);
  return [...wallets].flatMap(([id, spends]) => {
    const [first] = spends;
    if (first === undefined) return [];
    const wallet = { fanSourceId: fanOf(first), currency: first.currency, spends };
    return [...packsFor(seed, id, wallet, window), ...returnedPurchase(seed, id, wallet, window)];
  });
}

function packsFor(
  seed: string,
  id: string,
  { fanSourceId, currency, spends }: Wallet,
  window: DemoWindow,
): DemoPurchase[] {
  const random = randomStream(`${seed}/purchases/${id}`);
  const purchases: DemoPurchase[] = [];
  let left = 0;
  for (const { spend, phase } of inOrder(spends, window)) {
    if (left < spend.tokens) {
      const tokens = packFor(spend.tokens);
      const purchasedAt = new Date(spend.earnedAt.getTime() - random.between(60, 7_200) * 1000);
      const sourceId = `demo-purchase-${id}-${purchases.length + 1}`;
      const amountMinor = BigInt(tokens) * tokenMinor(currency);
      purchases.push({
        sourceId,
        fanSourceId,
        tokens,
        amountMinor,
        currency,
        purchasedAt,
        phase,
        reversal: null,
      });
      left += tokens;
    }
    left -= spend.tokens;
  }
  return purchases;
}

/** In the order in which the host reports them. */
function inOrder(spends: readonly DemoEarning[], window: DemoWindow) {
  const order = { before: 0, after: 1 } as const;
  return spends
    .map((spend) => ({ spend, phase: phaseOf(spend.creatorIndex, spend.earnedAt, window) }))
    .toSorted(
      (left, right) =>
        order[left.phase] - order[right.phase] ||
        left.spend.earnedAt.getTime() - right.spend.earnedAt.getTime(),
    );
}

function packFor(tokens: number): number {
  const wanted = tokens * distribution.packHoldsTimes;
  const largest = Math.max(...distribution.packs);
  return distribution.packs.find((pack) => pack >= wanted) ?? Math.ceil(wanted / largest) * largest;
}

/** A few fans also bought tokens that they never spent, and got their money back for all or half of them. */
function returnedPurchase(
  seed: string,
  id: string,
  { fanSourceId, currency, spends }: Wallet,
  window: DemoWindow,
): DemoPurchase[] {
  const random = randomStream(`${seed}/returned/${id}`);
  if (!random.perMille(distribution.fansWithReturnedPurchasePerMille)) return [];
  const creatorIndex = spends[0]?.creatorIndex ?? 0;
  const tokens = 1_000;
  const amountMinor = BigInt(tokens) * tokenMinor(currency);
  const purchasedAt = new Date(window.dueAt.getTime() - random.between(10, distribution.windowDays) * dayMs);
  const occurredAt = new Date(purchasedAt.getTime() + random.between(1, 8) * dayMs);
  const isWhole = random.perMille(500);
  const sourceId = `demo-purchase-${id}-returned`;
  const reversal = {
    sourceId: `${sourceId}-back`,
    kind: isWhole ? "refund" : "chargeback",
    grossMinor: isWhole ? amountMinor : amountMinor / 2n,
    paidAs: "money",
    occurredAt,
    phase: phaseOf(creatorIndex, occurredAt, window),
  } as const;
  const phase = phaseOf(creatorIndex, purchasedAt, window);
  return [{ sourceId, fanSourceId, tokens, amountMinor, currency, purchasedAt, phase, reversal }];
}
