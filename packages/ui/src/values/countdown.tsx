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

/** The platform's clock, running on from when it was read; looked at more often as the instant comes near. */
function useClock(asOf: Date, until: Date): Date {
  const [readAt, setReadAt] = useState(() => performance.now());
  const [now, setNow] = useState(asOf);
  const [knownAsOf, setKnownAsOf] = useState(asOf);
  if (knownAsOf.getTime() !== asOf.getTime()) {
    setKnownAsOf(asOf);
    setReadAt(performance.now());
    setNow(asOf);
  }
  useEffect(() => {
    const look = () => setNow(new Date(asOf.getTime() + performance.now() - readAt));
    const isNear = Math.abs(until.getTime() - asOf.getTime()) < 10 * MINUTE_MS;
    const timer = setInterval(look, isNear ? SECOND_MS : 20 * SECOND_MS);
    return () => clearInterval(timer);
  }, [asOf, readAt, until]);
  return now;
}
