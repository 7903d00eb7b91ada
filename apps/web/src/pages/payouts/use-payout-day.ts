import { formatDay } from "@payrun/catalogue/browser";
import { useViewer } from "@payrun/ui";

/** How a payout date is written: it is a day of the calendar, the same in every zone. */
export function usePayoutDay(): (periodKey: string) => string {
  const { locale } = useViewer();
  return (periodKey) => formatDay(locale, new Date(`${periodKey}T00:00:00Z`), "UTC");
}
