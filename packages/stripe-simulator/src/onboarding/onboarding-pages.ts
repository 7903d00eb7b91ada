import type { Outcome } from "../protocol/answer.ts";
import type { HttpRequest } from "../protocol/raw-parameters.ts";
import type { World } from "../world.ts";

/** The pages that an account link leads to, under `/setup`. Gives null for everything else. */
export function onboardingPages(_world: World): (request: HttpRequest) => Promise<Outcome | null> {
  return () => Promise.resolve(null);
}
