import { router } from "../../trpc/procedures.ts";

export const followsRouter = router({});
