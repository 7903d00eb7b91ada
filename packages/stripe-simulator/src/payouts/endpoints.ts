import type { Endpoint } from "../protocol/endpoint.ts";

export const payoutEndpoints: readonly Endpoint[] = [];
