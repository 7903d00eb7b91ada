import { router } from "../../trpc/procedures.ts";

export const liveRouter = router({});
