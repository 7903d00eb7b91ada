import { router } from "../../trpc/procedures.ts";

export const notificationsRouter = router({});
