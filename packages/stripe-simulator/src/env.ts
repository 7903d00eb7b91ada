import { join } from "node:path";
import type { StripeSimulatorOptions } from "./start-stripe-simulator.ts";

/** The simulator's configuration. Throws one error that lists every fault. */
export function readEnvironment(environment: NodeJS.ProcessEnv = process.env): StripeSimulatorOptions {
  const faults: string[] = [];
  const number = (name: string, fallback: number, isValid: (value: number) => boolean): number => {
    const text = environment[name] ?? "";
    const value = text === "" ? fallback : Number(text);
    if (!isValid(value)) faults.push(`${name} is "${text}"`);
    return value;
  };
  const port = number(
    "STRIPE_SIMULATOR_PORT",
    12_111,
    (value) => Number.isInteger(value) && value >= 0 && value < 65_536,
  );
  const transfersPerSecond = number("STRIPE_REQUESTS_PER_SECOND", 25, (value) => value > 0);
  const limits = environment["STRIPE_SIMULATOR_LIMITS"] ?? "";
  const isNamed = limits === "live" || limits === "sandbox";
  if (!isNamed && limits !== "") faults.push(`STRIPE_SIMULATOR_LIMITS is "${limits}", not live or sandbox`);
  if (faults.length > 0) throw new Error(`The simulator cannot start: ${faults.join("; ")}`);
  const stateDir = environment["STRIPE_SIMULATOR_STATE_DIR"] ?? "";
  return {
    port,
    transfersPerSecond,
    ...(isNamed ? { limits } : {}),
    stateDir: stateDir === "" ? join(process.cwd(), ".data", "stripe-simulator") : stateDir,
  };
}

/** Where to report what contradicts Stripe's contract; null checks nothing. */
export function contractReportFolder(environment: NodeJS.ProcessEnv = process.env): string | null {
  const folder = environment["STRIPE_SIMULATOR_CONTRACT_REPORT"] ?? "";
  return folder === "" ? null : folder;
}
