import { router } from "../../trpc/procedures.ts";

export const payoutsRouter = router({});
