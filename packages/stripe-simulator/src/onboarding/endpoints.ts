import type { Endpoint } from "../protocol/endpoint.ts";
import { createAccountLink, createAccountLinkV2 } from "./links/account-link-endpoints.ts";
import { createAccountSession } from "./links/account-session-endpoints.ts";
import { createLoginLink } from "./links/login-link-endpoints.ts";

export const onboardingEndpoints: readonly Endpoint[] = [
  createAccountLink,
  createAccountLinkV2,
  createLoginLink,
  createAccountSession,
];
