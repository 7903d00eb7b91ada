import type { Endpoint } from "../protocol/endpoint.ts";
import { createAccountLink, createAccountLinkV2 } from "./account-link-endpoints.ts";
import { createAccountSession } from "./account-session-endpoints.ts";
import { createLoginLink } from "./login-link-endpoints.ts";

export const onboardingEndpoints: readonly Endpoint[] = [
  createAccountLink,
  createAccountLinkV2,
  createLoginLink,
  createAccountSession,
];
