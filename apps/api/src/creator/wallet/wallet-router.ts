import { router } from "../../trpc/procedures.ts";

export const walletRouter = router({});
