import type { en } from "../en/en.ts";
import type { Translated } from "../translated.ts";

export const notifications: Translated<typeof en.notifications> = {};
