import type { Locale } from "@payrun/catalogue/browser";
import { createContext, useContext, type ReactNode } from "react";

/** Who looks at the page: how amounts are written for her, and in which zone instants are told. */
export type Viewer = {
  readonly locale: Locale;
  /** IANA name, e.g. `Europe/Berlin`. */
  readonly timeZone: string;
};

const ViewerContext = createContext<Viewer>({ locale: "en", timeZone: "UTC" });

export function ViewerProvider({ viewer, children }: { viewer: Viewer; children: ReactNode }) {
  return <ViewerContext value={viewer}>{children}</ViewerContext>;
}

export function useViewer(): Viewer {
  return useContext(ViewerContext);
}
