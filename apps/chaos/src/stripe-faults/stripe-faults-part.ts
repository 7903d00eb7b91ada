import type { CaseResult, ChaosCase, ChaosPart } from "../chaos-part.ts";
import { expectedAt } from "./expected-states.ts";
import { moneyCalls, type MoneyCall } from "./money-call.ts";
import { playFault, type FaultSeen } from "./play-fault.ts";
import { stripeFaults, type StripeFault } from "./stripe-fault.ts";

const REPEATS = { test: 1, full: 50 } as const;

/** Every fault at every money call. The calls under one fault share a world; each repeat has a seed and instants of its own. */
export const stripeFaultsPart: ChaosPart = {
  name: "stripe-faults",
  cases: (size, firstSeed) =>
    Promise.resolve(
      Array.from({ length: REPEATS[size] }, (_, index) => firstSeed + index).flatMap((seed) =>
        stripeFaults.flatMap((fault) => casesOf(fault, seed)),
      ),
    ),
};

function casesOf(fault: StripeFault, seed: number): readonly ChaosCase[] {
  let played: Promise<FaultSeen> | null = null;
  return moneyCalls.map((call, index) => ({
    name: `${fault.name} at ${call}, seed ${seed}`,
    run: async () => {
      const seen = await (played ??= playFault(fault, seed));
      const failed = cellFaults(fault, call, seen);
      // What is wrong with the world as a whole is counted once.
      const whole = index === 0 ? worldFaults(seen) : { double: 0, lost: 0, failed: [] };
      const where = `${fault.name} at ${call}, seed ${seed}`;
      return { ...whole, failed: [...failed, ...whole.failed].map((line) => `${where}: ${line}`) };
    },
  }));
}

function cellFaults(fault: StripeFault, call: MoneyCall, { cells }: FaultSeen): readonly string[] {
  const expected = expectedAt(fault.name, call);
  const seen = cells[call];
  return (["state", "end"] as const).flatMap((moment) =>
    seen[moment] === expected[moment] ? [] : [`${moment} is ${seen[moment]}, not ${expected[moment]}`],
  );
}

function worldFaults({ double, lost, differs, hits, bystander }: FaultSeen): CaseResult {
  return {
    double: double.length,
    lost: lost.length,
    failed: [
      ...double,
      ...lost,
      ...differs,
      ...(hits === moneyCalls.length ? [] : [`only ${hits} of ${moneyCalls.length} calls were hit`]),
      ...(bystander === "paid" ? [] : [`the creator to whom nothing happens is ${bystander}`]),
    ],
  };
}
