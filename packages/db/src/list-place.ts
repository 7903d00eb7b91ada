/** A place in a list that goes from the latest instant back, and within one from the greatest id: what comes after it is earlier. */
export type ListPlace = readonly [at: string, id: string];
