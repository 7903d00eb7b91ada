import type { RouteComponent } from "@tanstack/react-router";
import { LoadingState } from "@payrun/ui";
import { useDeferredValue } from "react";

/** The first page is drawn whole; so is one that somebody goes back to, at the place where she left it. */
let isDrawnAtOnce = true;

/** How a page came about: by a link, or by the browser's own back and forward. */
export function noteNavigation(type: "PUSH" | "REPLACE" | "FORWARD" | "BACK" | "GO"): void {
  isDrawnAtOnce = type !== "PUSH" && type !== "REPLACE";
}

/**
 * A page whose link answers at once: the navigation and the outline of a page are painted first, and what is on the page is
 * drawn after that, in slices that let the browser answer in between. The router alone would draw all of it in one go.
 */
export function drawnLater(Page: RouteComponent): RouteComponent {
  function Later() {
    const isItsTurn = useDeferredValue(true, isDrawnAtOnce);
    return isItsTurn ? <Page /> : <LoadingState />;
  }
  return Object.assign(Later, Page.preload === undefined ? {} : { preload: Page.preload });
}
