import { router } from "../../trpc/procedures.ts";

export const tipsRouter = router({});
