import { router } from "../../trpc/procedures.ts";

export const earningsRouter = router({});
