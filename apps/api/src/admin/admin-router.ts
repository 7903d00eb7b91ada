import { z } from "zod";
import { router, viewerProcedure } from "../trpc/procedures.ts";

/** All that the admin app may ask. A type of its own: the web app cannot even name what is in it. */
export const adminRouter = router({
  me: viewerProcedure
    .output(z.object({ name: z.string(), email: z.string(), role: z.string() }))
    .query(({ ctx: { visitor } }) => ({ name: visitor.name, email: visitor.email, role: visitor.role })),
});

export type AdminRouter = typeof adminRouter;
