import { accountEndpoints } from "./accounts/endpoints.ts";
import { balanceEndpoints } from "./balance/endpoints.ts";
import { chargeEndpoints } from "./charges/endpoints.ts";
import { eventEndpoints } from "./events/endpoints.ts";
import { onboardingEndpoints } from "./onboarding/endpoints.ts";
import { payoutEndpoints } from "./payouts/endpoints.ts";
import { transferEndpoints } from "./transfers/endpoints.ts";
import type { Endpoint } from "./protocol/endpoint.ts";

/** Every URL of Stripe's API that is simulated; the busiest first. */
export const endpoints: readonly Endpoint[] = [
  ...transferEndpoints,
  ...balanceEndpoints,
  ...accountEndpoints,
  ...eventEndpoints,
  ...chargeEndpoints,
  ...payoutEndpoints,
  ...onboardingEndpoints,
];
