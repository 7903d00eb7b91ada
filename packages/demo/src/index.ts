export { type DemoOptions, type DemoPage, generateDemo } from "./generate-demo.ts";
export { seedDemo, type SeedOptions, type SeedOutcome } from "./seed-demo.ts";
