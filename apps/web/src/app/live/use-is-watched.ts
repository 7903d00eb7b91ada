import { useEffect, useState } from "react";

/** A look at another tab is no reason to leave. */
const patienceMs = 20_000;

/**
 * Whether somebody may be looking at this page: false a while after it was hidden. A browser gives a site six connections
 * in all, so tabs in the background must not keep theirs.
 */
export function useIsWatched(): boolean {
  const [isWatched, setIsWatched] = useState(true);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      if (document.visibilityState === "visible") setIsWatched(true);
      else timer = setTimeout(() => setIsWatched(false), patienceMs);
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, []);
  return isWatched;
}
