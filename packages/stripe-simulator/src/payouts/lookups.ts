import type { Lookups } from "../protocol/expand.ts";

/** The objects that an id of this folder stands for, by its prefix. */
export const payoutLookups: Lookups = {};
