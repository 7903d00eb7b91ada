import { LoadingState } from "@payrun/ui";
import { lazyRouteComponent, type RouteComponent } from "@tanstack/react-router";
import { learnMore } from "../speech/learn.ts";
import { drawnLater } from "./drawn-later.tsx";

/** A page that is fetched when somebody goes there, by the name that its module exports, with the words of all pages. */
export function lazyPage<Name extends string>(
  load: () => Promise<{ readonly [Key in Name]: RouteComponent }>,
  name: Name,
): RouteComponent {
  const page = lazyRouteComponent(async () => {
    // A press is answered first: to ask for a dozen files takes longer than a frame.
    await new Promise((resolve) => setTimeout(resolve));
    const [module] = await Promise.all([load(), learnMore()]);
    return module;
  }, name);
  return drawnLater(page);
}

/** Between two pages, when the next one takes a moment. */
export function PendingPage() {
  return <LoadingState />;
}
