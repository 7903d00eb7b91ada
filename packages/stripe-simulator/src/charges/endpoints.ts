import type { Endpoint } from "../protocol/endpoint.ts";

export const chargeEndpoints: readonly Endpoint[] = [];
