import { router } from "../../trpc/procedures.ts";

export const homeRouter = router({});
