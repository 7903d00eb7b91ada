import type { en } from "../en/en.ts";
import type { Translated } from "../translated.ts";

export const units: Translated<typeof en.units> = {
  tokens_other: "{{tokens}}トークン",
};
