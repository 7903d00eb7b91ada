export { demoLogins, demoPassword, type DemoLogin } from "./generate/demo-logins.ts";
export { type DemoOptions, type DemoPage, generateDemo } from "./generate/generate-demo.ts";
export { seedDemo, type SeedOptions, type SeedOutcome } from "./seed/seed-demo.ts";
