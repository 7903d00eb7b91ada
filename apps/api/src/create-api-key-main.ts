import { openDatabase, saveApiKey } from "@payrun/db";
import { databaseServer } from "@payrun/embedded";
import { describeFaults, readEnvironment } from "@payrun/environment";
import { newApiKey, storedForm } from "./security/api-key.ts";

const name = process.argv[2]?.trim() ?? "";
if (!/^[^\p{Cc}]{1,100}$/u.test(name)) {
  process.stderr.write("Usage: create-api-key NAME, e.g. the host platform that gets the key\n");
  process.exit(1);
}
const reading = readEnvironment(process.env);
if (!reading.ok) {
  process.stderr.write(`${describeFaults(reading.faults)}\n`);
  process.exit(1);
}
const key = newApiKey();
const server = await databaseServer(reading.environment);
const db = openDatabase(server.url);
try {
  await saveApiKey(db, { name, ...storedForm(key) });
} finally {
  await db.close();
  await server.stop();
}
process.stdout.write(`${key}\n`);
process.stderr.write(
  `This is the API key of "${name}". It is shown only now: Payrun keeps its hash alone.\n`,
);
