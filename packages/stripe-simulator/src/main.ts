import { contractReport } from "./contract-report.ts";
import { readEnvironment } from "./env.ts";
import { startStripeSimulator } from "./start-stripe-simulator.ts";

try {
  const options = readEnvironment();
  const report = await contractReport();
  const simulator = await startStripeSimulator({ ...options, ...report?.observers });
  console.log(`Stripe simulator listens on ${simulator.url}, state in ${options.stateDir}`);
  let closing = false;
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => {
      if (closing) return;
      closing = true;
      simulator.close().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
    });
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
