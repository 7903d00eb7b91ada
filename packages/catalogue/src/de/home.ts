import type { en } from "../en/en.ts";
import type { Translated } from "../translated.ts";

export const home: Translated<typeof en.home> = {};
