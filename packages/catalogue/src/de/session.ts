import type { en } from "../en/en.ts";
import type { Translated } from "../translated.ts";

export const session: Translated<typeof en.session> = {};
