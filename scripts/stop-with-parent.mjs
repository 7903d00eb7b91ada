// Loaded before every entry that run.mjs starts. Descriptor 3 is a pipe whose other end only run.mjs holds: when it
// closes, run.mjs is gone (a SIGKILL included), and this process drains and ends as if it had been told to.
import { Socket } from "node:net";
import { isMainThread } from "node:worker_threads";

if (isMainThread && process.env.PAYRUN_RUNNER_PID === String(process.ppid)) {
  const lifeline = new Socket({ fd: 3, readable: true, writable: false });
  lifeline.once("close", () => process.kill(process.pid, "SIGTERM"));
  lifeline.on("error", () => lifeline.destroy());
  lifeline.resume().unref();
}
