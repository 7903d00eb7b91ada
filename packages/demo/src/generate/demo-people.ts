import { castRole } from "./cast-role.ts";
import { distribution, type CastRole, type DemoCurrency } from "./demo-distribution.ts";
import { randomStream } from "./random-stream.ts";

/** One invented creator; everything about them follows from the seed and their index. */
export type DemoPerson = {
  readonly index: number;
  readonly sourceId: string;
  readonly handle: string;
  readonly displayName: string;
  readonly email: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly currency: DemoCurrency;
  /** `acct_…`; null for one who never set up an account. */
  readonly stripeAccountId: string | null;
  readonly role: CastRole | null;
  /** How many times the usual amount their fans spend. */
  readonly popularity: number;
};

/** Every creator of the demo, and nobody else, has a source id that begins so. */
export const demoSourcePrefix = "demo-creator-";

const colours = ["Amber", "Azure", "Coral", "Crimson", "Indigo", "Ivory", "Jade", "Lilac", "Ochre", "Teal"];
const animals = ["Badger", "Falcon", "Gecko", "Heron", "Ibex", "Lemur", "Marten", "Newt", "Otter", "Puffin"];

/** Invents the creator with this index. */
export function demoPerson(seed: string, index: number): DemoPerson {
  const random = randomStream(`${seed}/creator/${index}`);
  const { currency, countries } = random.weighted(distribution.currencies);
  const colour = colours[random.below(colours.length)] ?? "";
  const animal = animals[random.below(animals.length)] ?? "";
  const number = String(index + 1).padStart(4, "0");
  const handle = `${colour}-${animal}-${number}`.toLowerCase();
  const role = castRole(index);
  return {
    index,
    sourceId: `${demoSourcePrefix}${number}`,
    handle,
    displayName: `${colour} ${animal} ${number}`,
    email: `${handle}@creators.example`,
    country: countries[random.below(countries.length)] ?? "US",
    currency,
    stripeAccountId: role === "noAccount" ? null : `acct_1Demo${String(index + 1).padStart(12, "0")}`,
    role,
    popularity: random.weighted(distribution.popularity).times,
  };
}
