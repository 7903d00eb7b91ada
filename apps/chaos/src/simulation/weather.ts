import type { Fault, Faults } from "../world/boundary.ts";
import type { SeededRandom } from "../world/seeded-random.ts";
import type { World } from "../world/world.ts";

/** How bad it is, as shares: of Stripe's answers, and of what crosses a worker's boundary. */
export type Weather = { readonly stripeFaults: number; readonly crossingFaults: number };

/** Answers that are lost, broken, late or wrong; and refusals, some of them for a passing reason. */
const stripeFaults = [
  { kind: "reset_before" },
  { kind: "reset_after" },
  { kind: "500_after" },
  { kind: "broken_json" },
  { kind: "429" },
  { kind: "409" },
  { kind: "error", code: "payouts_limit_exceeded" },
  { kind: "error", code: "balance_insufficient" },
  { kind: "error", code: "insufficient_capabilities_for_transfer" },
] as const;

/** From none to 30 % at Stripe, and up to one in 250 crossings. */
export function drawWeather(random: SeededRandom): Weather {
  return { stripeFaults: random.fraction() * 0.3, crossingFaults: random.fraction() / 250 };
}

/** Switches Stripe's faults on, each with its share of the probability. */
export async function raise(world: World, { stripeFaults: share }: Weather): Promise<void> {
  for (const fault of stripeFaults) {
    await world.control("POST", "/faults", {
      ...fault,
      match: { method: "POST", path: "/v1/transfers" },
      count: 1_000_000,
      probability: share / stripeFaults.length,
      seed: world.random.below(1_000_000),
    });
  }
}

export async function clear(world: World): Promise<void> {
  await world.control("DELETE", "/faults");
}

/** What happens to a worker: mostly its end, sometimes an exception or a freeze. */
export function faultsIn({ crossingFaults }: Weather, random: SeededRandom): Faults {
  return (): Fault | null => {
    if (!random.chance(crossingFaults)) return null;
    return {
      mode: random.pick(["vanish", "vanish", "throw", "hang"]),
      when: random.pick(["before", "after"]),
    };
  };
}
