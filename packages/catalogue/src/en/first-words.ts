import { appWords } from "./app-words.ts";
import { home } from "./home.ts";
import { notifications } from "./notifications.ts";
import { reasons } from "./reasons.ts";
import { refusals } from "./refusals.ts";
import { requirements } from "./requirements.ts";
import { units } from "./units.ts";

/** What the first page that somebody sees is written in: a browser fetches it before it draws anything. */
export const firstWords = {
  common: appWords,
  home,
  reasons,
  requirements,
  units,
  refusals,
  notifications,
} as const;
