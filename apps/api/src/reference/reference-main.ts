// Writes docs/api from the routers.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { referencePages } from "./reference-pages.ts";

const folder = join(import.meta.dirname, "../../../../docs/api");
for (const [file, text] of Object.entries(referencePages())) {
  writeFileSync(join(folder, file), text);
  console.log(`docs/api/${file}`);
}
