import { router } from "../../trpc/procedures.ts";

export const getPaidRouter = router({});
