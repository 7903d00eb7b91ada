import { writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import type { Measurement } from "./measurement.ts";
import { benchPlan } from "./plan.ts";
import { benchSimulator } from "./simulator.ts";

const benchmarks: Readonly<Record<string, (full: boolean) => Promise<readonly Measurement[]>>> = {
  plan: benchPlan,
  simulator: benchSimulator,
};

const { values } = parseArgs({
  options: { only: { type: "string" }, json: { type: "string" }, full: { type: "boolean", default: false } },
});
if (values.only !== undefined && !(values.only in benchmarks)) {
  process.stderr.write(
    `There is no benchmark called ${values.only}. There are: ${Object.keys(benchmarks).join(", ")}.\n`,
  );
  process.exit(2);
}
process.stdout.write(
  `${cpus().length} × ${cpus()[0]?.model ?? "?"}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}\n`,
);
const all: Measurement[] = [];
for (const [name, bench] of Object.entries(benchmarks)) {
  if (values.only !== undefined && values.only !== name) continue;
  for (const measurement of await bench(values.full)) {
    all.push(measurement);
    const { measure, value, must, met } = measurement;
    process.stdout.write(
      `${name.padEnd(8)} ${measure.padEnd(44)} ${String(value).padStart(8)}  ${must ?? ""} ${met === null ? "" : met ? "met" : "MISSED"}\n`,
    );
  }
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(all, null, 2)}\n`);
process.exit(all.some((measurement) => measurement.met === false) ? 1 : 0);
