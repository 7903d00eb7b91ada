/** How the chart of earnings is looked at. What is the default stands in no address. */
export type HomeSearch = {
  readonly days?: 7 | 90 | 365;
  readonly currency?: string;
  readonly view?: "table";
};

export const periods = [7, 30, 90, 365] as const;
export type Period = (typeof periods)[number];

/** What an address means, whatever stands there. */
export function homeSearch(given: Readonly<Record<string, unknown>>): HomeSearch {
  const { days, currency, view } = given;
  return {
    ...(days === 7 || days === 90 || days === 365 ? { days } : {}),
    ...(typeof currency === "string" && /^[A-Z]{3}$/.test(currency) ? { currency } : {}),
    ...(view === "table" ? { view } : {}),
  };
}

export function isPeriod(days: number): days is Period {
  return (periods as readonly number[]).includes(days);
}

/** The same, over so many days. */
export function withPeriod({ currency, view }: HomeSearch, days: Period): HomeSearch {
  return homeSearch({ days, currency, view });
}

/** The same, as a chart or as a table. */
export function withView({ days, currency }: HomeSearch, view: "chart" | "table"): HomeSearch {
  return homeSearch({ days, currency, view });
}
