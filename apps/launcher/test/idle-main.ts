// A child that does nothing until it is told to end; with IDLE_EXIT it ends at once with that code.
const exitCode = process.env["IDLE_EXIT"];
process.stdout.write("idle child began\n");
if (exitCode !== undefined) process.exit(Number(exitCode));
process.on("SIGTERM", () => process.exit(0));
setInterval(() => undefined, 60_000);
