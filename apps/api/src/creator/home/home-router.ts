import { router } from "../../trpc/procedures.ts";
import { attention } from "./attention.ts";
import { earningsByDay } from "./earnings-by-day.ts";
import { releases } from "./releases.ts";
import { summary } from "./summary.ts";

export const homeRouter = router({ summary, releases, earningsByDay, attention });
