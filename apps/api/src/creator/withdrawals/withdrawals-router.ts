import { router } from "../../trpc/procedures.ts";

export const withdrawalsRouter = router({});
