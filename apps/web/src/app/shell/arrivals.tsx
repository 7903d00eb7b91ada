import { VisuallyHidden } from "@mantine/core";
import { ArrivalContext } from "@payrun/ui";
import { useCallback, useRef, useState, type ReactNode } from "react";

/**
 * Tells who cannot see it that another page has come: its heading gets the focus and is read. Where the focus must stay (the
 * profile button, after a choice from its menu) the page's title is announced instead.
 */
export function Arrivals({ children }: { children: ReactNode }) {
  const place = useRef<string | null>(null);
  const [announced, setAnnounced] = useState("");
  const arrive = useCallback((heading: HTMLElement) => {
    const before = place.current;
    place.current = location.pathname;
    // The first page is announced by the browser itself; a page that draws its heading anew is still the same.
    if (before === null || before === location.pathname) return;
    setAnnounced(heading.textContent ?? "");
    if (document.activeElement?.hasAttribute("data-keeps-focus")) return;
    heading.focus({ preventScroll: true });
  }, []);
  return (
    <ArrivalContext value={arrive}>
      {children}
      <VisuallyHidden aria-live="polite" data-announcer>
        {announced}
      </VisuallyHidden>
    </ArrivalContext>
  );
}
