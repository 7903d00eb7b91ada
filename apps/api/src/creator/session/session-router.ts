import { router } from "../../trpc/procedures.ts";

export const sessionRouter = router({});
