import type { en } from "../en/en.ts";
import type { Translated } from "../translated.ts";

export const statement: Translated<typeof en.statement> = {};
