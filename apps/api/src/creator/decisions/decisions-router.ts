import { router } from "../../trpc/procedures.ts";

export const decisionsRouter = router({});
