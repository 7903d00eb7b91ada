import { formatDay } from "@payrun/catalogue/browser";
import { useViewer } from "@payrun/ui";

/** The day since which something is so, in the viewer's zone: the hour of it does not matter to anybody. */
export function Since({ at }: { at: Date }) {
  const { locale, timeZone } = useViewer();
  return <time dateTime={at.toISOString()}>{formatDay(locale, at, timeZone)}</time>;
}
