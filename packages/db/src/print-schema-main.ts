import { sqlFromNothing } from "./migrations/schema-diff.ts";

process.stdout.write(await sqlFromNothing(process.argv[2] ?? ""));
