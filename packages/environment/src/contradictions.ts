import { fault, type Fault } from "./fault.ts";
import { hasLiveKey, stripeMode, talksToStripe } from "./stripe-mode.ts";
import type { Given } from "./variables.ts";

/** Guessing 16 random characters is hopeless; less is a word. What signs sessions can be guessed without asking us: 32. */
const secretLengthMin = { CRON_SECRET: 16, AUTH_SECRET: 32 } as const;

/** What no variable can be blamed for alone. Judges what was given right; a malformed variable is its own fault. */
export function findContradictions(
  given: Given,
  source: Readonly<Record<string, string | undefined>>,
): readonly Fault[] {
  const { PAYRUN_NOW, NODE_ENV, STRIPE_API_BASE, STRIPE_SECRET_KEY } = given;
  const faults: Fault[] = [];
  if (PAYRUN_NOW !== undefined && stripeMode(given) !== "simulator") {
    faults.push(
      fault("PAYRUN_NOW", source["PAYRUN_NOW"], "must not be set where a Stripe key talks to Stripe itself"),
    );
  }
  if (hasLiveKey(given) && STRIPE_API_BASE !== undefined && !talksToStripe(STRIPE_API_BASE)) {
    const problem = "must not be set with a live Stripe key: the key would go to a server that is not Stripe";
    faults.push(fault("STRIPE_API_BASE", source["STRIPE_API_BASE"], problem));
  }
  if (STRIPE_SECRET_KEY === undefined && STRIPE_API_BASE !== undefined && talksToStripe(STRIPE_API_BASE)) {
    faults.push(
      fault("STRIPE_SECRET_KEY", source["STRIPE_SECRET_KEY"], "is needed to talk to Stripe itself"),
    );
  }
  if (NODE_ENV === "production") {
    for (const name of ["CRON_SECRET", "AUTH_SECRET"] as const) {
      const least = secretLengthMin[name];
      if ((given[name] ?? "").length >= least) continue;
      faults.push(fault(name, given[name], `is needed in production, with at least ${least} characters`));
    }
  }
  return faults;
}
