export {
  startStripeSimulator,
  type StripeSimulator,
  type StripeSimulatorOptions,
} from "./start-stripe-simulator.ts";
export { type ObservedExchange } from "./protocol/stripe-api.ts";
export { contractReport } from "./contract-report.ts";
