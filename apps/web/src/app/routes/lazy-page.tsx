import { LoadingState } from "@payrun/ui";
import { lazyRouteComponent, type RouteComponent } from "@tanstack/react-router";

/** A page that is fetched when somebody goes there, by the name that its module exports. */
export function lazyPage<Name extends string>(
  load: () => Promise<{ readonly [Key in Name]: RouteComponent }>,
  name: Name,
): RouteComponent {
  return lazyRouteComponent(load, name);
}

/** Between two pages, when the next one takes a moment. */
export function PendingPage() {
  return <LoadingState />;
}
