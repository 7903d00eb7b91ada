import type { ExpandableObject } from "../protocol/expand.ts";

/** Nothing that the simulator shows of an account is an id yet. */
export const expandableAccount: ExpandableObject = {};
