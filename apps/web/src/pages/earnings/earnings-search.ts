/** Which earnings are listed, as the address says it. What is left out is any. */
export type EarningsFilter = {
  readonly type?: "tip" | "call";
  readonly state?: "held" | "available" | "reversed";
  readonly currency?: string;
  /** `2026-11-15`, of her zone's calendar. */
  readonly from?: string;
  readonly to?: string;
};

export type EarningsSearch = EarningsFilter & {
  /** Where the list begins: a cursor of the API. Left out: with the newest. */
  readonly before?: string;
  /** The one whose details are open. */
  readonly earning?: string;
};

const DAY = /^2[01]\d\d-\d\d-\d\d$/;
const CURSOR = /^[\w-]{1,600}$/;
const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What an address means, whatever stands there. */
export function earningsSearch(given: Readonly<Record<string, unknown>>): EarningsSearch {
  const { type, state, currency, from, to, before, earning } = given;
  return {
    ...(type === "tip" || type === "call" ? { type } : {}),
    ...(state === "held" || state === "available" || state === "reversed" ? { state } : {}),
    ...(typeof currency === "string" && /^[A-Z]{3}$/.test(currency) ? { currency } : {}),
    ...(isDay(from) ? { from } : {}),
    ...(isDay(to) ? { to } : {}),
    ...(typeof before === "string" && CURSOR.test(before) ? { before } : {}),
    ...(typeof earning === "string" && ID.test(earning) ? { earning } : {}),
  };
}

/** One that is on the calendar: 30 February is none. */
function isDay(value: unknown): value is string {
  if (typeof value !== "string" || !DAY.test(value)) return false;
  const at = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value);
}

/** The filter as the API takes it. Days in the wrong order are none: the page says so beside them. */
export function filterOf({ type, from, to, ...rest }: EarningsFilter) {
  const isOrdered = from === undefined || to === undefined || from <= to;
  return {
    ...rest,
    ...(type === undefined ? {} : { sourceType: type }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined || !isOrdered ? {} : { to }),
  };
}

export function isFiltered(filter: EarningsFilter): boolean {
  return Object.keys(filter).length > 0;
}
