import { adminRouter } from "../admin/admin-router.ts";
import { creatorRouter } from "../creator/creator-router.ts";
import { authPage } from "./auth-page.ts";
import { referencePage } from "./reference-page.ts";

/** The text of every page of docs/api that is made from a router, by its file. */
export function referencePages(): Readonly<Record<string, string>> {
  return {
    "creator.md": referencePage({
      title: "What the creators' app may ask",
      path: "/trpc/creator",
      router: creatorRouter,
    }),
    "admin.md": referencePage({
      title: "What the finance team's app may ask",
      path: "/trpc/admin",
      router: adminRouter,
    }),
    "auth.md": authPage(),
  };
}
