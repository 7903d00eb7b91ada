import type { Endpoint } from "../protocol/endpoint.ts";

export const onboardingEndpoints: readonly Endpoint[] = [];
