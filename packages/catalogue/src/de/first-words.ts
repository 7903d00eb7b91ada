import type { firstWords as english } from "../en/first-words.ts";
import type { Translated } from "../translated.ts";
import { appWords } from "./app-words.ts";
import { home } from "./home.ts";
import { notifications } from "./notifications.ts";
import { reasons } from "./reasons.ts";
import { refusals } from "./refusals.ts";
import { requirements } from "./requirements.ts";
import { units } from "./units.ts";

export const firstWords: Translated<typeof english> = {
  common: appWords,
  home,
  reasons,
  requirements,
  units,
  refusals,
  notifications,
};
