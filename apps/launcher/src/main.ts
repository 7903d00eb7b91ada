import { describeFaults, readEnvironment } from "@payrun/environment";
import { createProgressDisplay } from "./batch/progress-display.ts";
import { launch } from "./launch.ts";
import { readStartArguments } from "./read-arguments.ts";

const startedAt = performance.now();
const reading = readStartArguments(process.argv.slice(2), process.env["INIT_CWD"] ?? process.cwd());
if (!reading.ok) {
  process.stderr.write(reading.problems.map((problem) => `payrun: ${problem}\n`).join(""));
  process.exit(2);
}
const configuration = readEnvironment(process.env);
if (!configuration.ok) {
  process.stderr.write(`${describeFaults(configuration.faults)}\n`);
  process.exit(1);
}

// A repeated signal changes nothing: in a terminal Ctrl-C arrives here twice, by itself and through npm.
const interruption = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => interruption.abort());

const exitCode = await launch({
  wanted: reading.arguments,
  configured: configuration.environment,
  given: process.env,
  display: createProgressDisplay(process.stdout, process.stderr),
  startedAt,
  interrupted: interruption.signal,
});
process.exit(exitCode);
