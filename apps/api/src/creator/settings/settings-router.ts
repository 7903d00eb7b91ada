import { router } from "../../trpc/procedures.ts";

export const settingsRouter = router({});
