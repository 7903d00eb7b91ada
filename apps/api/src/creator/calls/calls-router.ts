import { router } from "../../trpc/procedures.ts";

export const callsRouter = router({});
