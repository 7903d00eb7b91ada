import { distribution } from "./demo-distribution.ts";
import type { DemoPerson } from "./demo-people.ts";
import { randomStream } from "./random-stream.ts";

/** What a creator's public profile says. */
export type DemoProfile = {
  readonly creatorSourceId: string;
  readonly biography: string;
  /** Null: takes no calls. */
  readonly callPriceTokens: bigint | null;
  /** Source ids of the creators whom she follows as the fan that she is, too. */
  readonly follows: readonly string[];
};

const crafts = [
  "Ceramics from a very small kiln",
  "Street photography before breakfast",
  "Songs about the weather",
  "Slow cooking for impatient people",
  "Chess endgames, explained twice",
  "Woodwork with hand tools only",
  "Watercolours of other people’s gardens",
  "Old synthesizers and new noises",
  "Trail running, mostly uphill",
  "Bread, and what to do with the rest of it",
];
const habits = [
  "New work every Friday.",
  "Tips keep the lights on.",
  "Ask me anything in a call.",
  "Behind the scenes twice a week.",
  "Questions welcome, answers guaranteed.",
];

/** A creator's profile; she follows others of her pool, never herself. */
export function demoProfile(seed: string, person: DemoPerson, pool: readonly DemoPerson[]): DemoProfile {
  const random = randomStream(`${seed}/profile/${person.index}`);
  const craft = crafts[random.below(crafts.length)] ?? "";
  const habit = habits[random.below(habits.length)] ?? "";
  const { least, most, step, takenByPerMille } = distribution.callPriceTokens;
  const price = random.between(least / step, most / step) * step;
  // The one who is shown first takes calls, so that there is one to ask for.
  const takesCalls = random.perMille(takenByPerMille) || person.index === 0;
  const drawn = Array.from(
    { length: random.below(4) },
    () => pool[random.below(pool.length)]?.sourceId ?? "",
  );
  return {
    creatorSourceId: person.sourceId,
    biography: `${craft}. ${habit}`,
    callPriceTokens: takesCalls ? BigInt(price) : null,
    follows: [...new Set(drawn)].filter((sourceId) => sourceId !== person.sourceId),
  };
}
