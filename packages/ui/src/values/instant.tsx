import { formatDay, formatInstant, type Locale } from "@payrun/catalogue/browser";
import { VisuallyHidden } from "@mantine/core";
import { useViewer } from "../viewer.tsx";
import classes from "./values.module.css";

export type InstantProps = {
  readonly at: Date;
  /** Where UTC stands: after it, below it, or (for dense tables) only in the tooltip and for screen readers. */
  readonly utc?: "beside" | "below" | "hint";
};

/** An instant in the viewer's own zone, with UTC beside it unless that is her zone. */
export function Instant({ at, utc = "beside" }: InstantProps) {
  const { locale, timeZone } = useViewer();
  const inZone = formatInstant(locale, at, timeZone);
  const inUtc = timeZone === "UTC" ? null : utcText(locale, at, timeZone);
  if (inUtc === null || utc === "hint") {
    return (
      <time className={classes["instant"]} dateTime={at.toISOString()} title={inUtc ?? undefined}>
        {inZone}
        {inUtc === null ? null : <VisuallyHidden> ({inUtc})</VisuallyHidden>}
      </time>
    );
  }
  return (
    <time className={classes["instant"]} dateTime={at.toISOString()} data-utc={utc}>
      {inZone} <span className={classes["utc"]}>{inUtc}</span>
    </time>
  );
}

/** Without the day where that is the same one. */
function utcText(locale: Locale, at: Date, timeZone: string): string {
  if (formatDay(locale, at, timeZone) !== formatDay(locale, at, "UTC"))
    return formatInstant(locale, at, "UTC");
  return `${utcClock(locale).format(at)} UTC`;
}

/** Slow to make, and a table asks for it in every row. */
const utcClocks = new Map<Locale, Intl.DateTimeFormat>();

function utcClock(locale: Locale): Intl.DateTimeFormat {
  const format = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: "UTC" } as const;
  const clock = utcClocks.get(locale) ?? new Intl.DateTimeFormat(locale, format);
  utcClocks.set(locale, clock);
  return clock;
}
