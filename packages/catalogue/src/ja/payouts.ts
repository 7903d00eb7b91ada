import type { en } from "../en/en.ts";
import type { Translated } from "../translated.ts";

export const payouts: Translated<typeof en.payouts> = {};
