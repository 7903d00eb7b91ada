import { LoadingState } from "@payrun/ui";
import { lazyRouteComponent, type RouteComponent } from "@tanstack/react-router";
import { learnMore } from "../speech/learn.ts";

/** A page that is fetched when somebody goes there, by the name that its module exports, with the words of all pages. */
export function lazyPage<Name extends string>(
  load: () => Promise<{ readonly [Key in Name]: RouteComponent }>,
  name: Name,
): RouteComponent {
  return lazyRouteComponent(async () => {
    const [page] = await Promise.all([load(), learnMore()]);
    return page;
  }, name);
}

/** The page that somebody sees first, day by day: it makes do with the first words. */
export function firstPage<Name extends string>(
  load: () => Promise<{ readonly [Key in Name]: RouteComponent }>,
  name: Name,
): RouteComponent {
  return lazyRouteComponent(load, name);
}

/** Between two pages, when the next one takes a moment. */
export function PendingPage() {
  return <LoadingState />;
}
