import { useEffect, useRef, useState, type ReactNode } from "react";

export type WhenSeenProps = {
  /** What stands there until then, of the size of what comes. */
  readonly placeholder: ReactNode;
  readonly children: ReactNode;
};

/** A part of a page that is drawn once somebody comes near it: what is heavy and far down costs nothing until then. */
export function WhenSeen({ placeholder, children }: WhenSeenProps) {
  const place = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (seen || place.current === null) return undefined;
    const watcher = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) setSeen(true);
    });
    watcher.observe(place.current);
    return () => watcher.disconnect();
  }, [seen]);
  return <div ref={place}>{seen ? children : placeholder}</div>;
}
