export { followDatabaseClock, type BusinessClock, type FollowingClock } from "./business-clock.ts";
export type { Environment } from "./environment.ts";
export { describeFaults, type Fault } from "./fault.ts";
export { readEnvironment, type EnvironmentReading } from "./read-environment.ts";
export type { StripeMode } from "./stripe-mode.ts";
export type { VariableName } from "./variables.ts";
