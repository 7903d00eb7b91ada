export { type Exchange, loadStripeContract, type StripeContract } from "./stripe-contract.ts";
export { type ContractWatch, contractWatch, type ObservedExchange } from "./contract-watch.ts";
export { loadPublishedContract, type PublishedContract } from "./published/published-contract.ts";
