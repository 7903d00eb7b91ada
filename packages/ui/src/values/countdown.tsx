import { formatRelative } from "@payrun/catalogue/browser";
import { useEffect, useState } from "react";
import { useViewer } from "../viewer.tsx";

export type CountdownProps = {
  readonly until: Date;
  /** What the platform's clock said when this was loaded: it need not be the browser's. */
  readonly asOf: Date;
};

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

/** How far an instant is from now, `in 3 days`, kept up to date while the page is open. */
export function Countdown({ until, asOf }: CountdownProps) {
  const { locale } = useViewer();
  const now = useClock(asOf, until);
  return <time dateTime={until.toISOString()}>{formatRelative(locale, until, now)}</time>;
}

/** The platform's clock, running on from when it was read; looked at more often when the instant is near. */
function useClock(asOf: Date, until: Date): Date {
  const asOfMs = asOf.getTime();
  const isNear = Math.abs(until.getTime() - asOfMs) < 10 * MINUTE_MS;
  const [look, setLook] = useState({ asOfMs, elapsedMs: 0 });
  useEffect(() => {
    const readAt = performance.now();
    const timer = setInterval(
      () => setLook({ asOfMs, elapsedMs: performance.now() - readAt }),
      isNear ? SECOND_MS : 20 * SECOND_MS,
    );
    return () => clearInterval(timer);
  }, [asOfMs, isNear]);
  return new Date(asOfMs + (look.asOfMs === asOfMs ? look.elapsedMs : 0));
}
