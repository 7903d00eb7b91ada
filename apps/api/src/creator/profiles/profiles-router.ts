import { router } from "../../trpc/procedures.ts";

export const profilesRouter = router({});
