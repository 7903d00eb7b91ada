import { setTimeout as delay } from "node:timers/promises";
import { openDeployment } from "./deployment.ts";
const backend = (process.env["BACKEND"] ?? "postgresql") as "redis";
const d = await openDeployment({ backend, creators: 300, transfersPerSecond: 25 });
const w = d.startWorker();
for (let i = 0; i < 60; i++) {
  await delay(500);
  console.log(i / 2, await d.stripe.transferCount(), w.exit());
}
console.log(w.lines.join("\n"), w.errorText());
await d.close();
