import type { CaseResult, ChaosCase, ChaosPart } from "../chaos-part.ts";
import { seededRandom, type SeededRandom } from "../world/seeded-random.ts";
import { playOrders, type Order, type OrdersSeen } from "./play-orders.ts";
import { eventTypes } from "./told-events.ts";

const REPEATS = 10;
const LOSSY = 1_000;
const LOSSY_PER_WORLD = 100;
const HOUR_MS = 3_600_000;

/** Five events about one transfer and its bank leg, in every order; the orders of one world are creators in it. */
export const webhookOrdersPart: ChaosPart = {
  name: "webhooks",
  cases: (size, firstSeed) => {
    const every = permutations(eventTypes.map((_, index) => index));
    const plain = every.map((order) => order.map((event) => ({ event, delayMs: 0, repeat: false })));
    if (size === "test") return Promise.resolve(world("in time", plain, false));
    const random = seededRandom(firstSeed);
    const late = Array.from({ length: REPEATS }, (_, repeat) =>
      world(
        `late and doubled ${repeat + 1}`,
        plain.map((order) => withRepeats(order, random)),
        false,
      ),
    );
    const lossy = Array.from({ length: LOSSY / LOSSY_PER_WORLD }, (_, index) =>
      world(
        `with losses ${index + 1}`,
        Array.from({ length: LOSSY_PER_WORLD }, () => withLosses(plain, random)),
        true,
      ),
    );
    return Promise.resolve([...late, ...lossy].flat());
  },
};

function withRepeats(order: Order, random: SeededRandom): Order {
  return order.flatMap((delivery) => {
    const late = { ...delivery, delayMs: random.below(6) * HOUR_MS };
    return random.chance(0.3) ? [late, { ...late, repeat: true }] : [late];
  });
}

/** Any event may be lost but one of the bank leg: of a payout of which nothing was ever heard Payrun knows nothing. */
function withLosses(plain: readonly Order[], random: SeededRandom): Order {
  const order = plain[random.below(plain.length)] ?? [];
  const heard = order.filter(() => random.chance(0.6));
  const kept = heard.some(({ event }) => event >= 2)
    ? heard
    : [...heard, { event: 2 + random.below(3), delayMs: 0, repeat: false }];
  return withRepeats(kept, random);
}

function permutations(items: readonly number[]): readonly (readonly number[])[] {
  if (items.length === 0) return [[]];
  return items.flatMap((first) =>
    permutations(items.filter((item) => item !== first)).map((rest) => [first, ...rest]),
  );
}

function world(name: string, orders: readonly Order[], reread: boolean): readonly ChaosCase[] {
  let played: Promise<OrdersSeen> | null = null;
  return orders.map((order, index) => {
    const words = order
      .map(({ event, repeat }) => `${eventTypes[event]}${repeat ? " again" : ""}`)
      .join(", ");
    return {
      name: `${name} ${index + 1}`,
      run: async (): Promise<CaseResult> => {
        const { double, lost, differs, ends } = await (played ??= playOrders(orders, reread));
        const { ours, stripes } = ends[index] ?? { ours: "none", stripes: "none" };
        const failed = ours === stripes ? [] : [`Payrun has ${ours}, Stripe ${stripes}`];
        // What is wrong with the world as a whole is counted once.
        const whole = index === 0 ? [...double, ...lost, ...differs] : [];
        return {
          double: index === 0 ? double.length : 0,
          lost: index === 0 ? lost.length : 0,
          failed: [...failed, ...whole].map((line) => `${name} ${index + 1} (${words}): ${line}`),
        };
      },
    };
  });
}
