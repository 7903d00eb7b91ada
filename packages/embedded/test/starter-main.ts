/** Starts the server of the folder in argv[2], says what it got, and stays until it is killed or told to stop. */
import { startEmbeddedPostgres } from "../src/index.ts";

const server = await startEmbeddedPostgres({ dataDir: process.argv[2] ?? "", settings: { fsync: "off" } });
process.once("SIGTERM", () => void server.stop().then(() => process.exit(0)));
process.stdout.write(`${JSON.stringify({ url: server.url, port: server.port, adopted: server.adopted })}\n`);
setInterval(() => undefined, 60_000);
