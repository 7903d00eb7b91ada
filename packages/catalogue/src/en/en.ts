import { firstWords } from "./first-words.ts";
import { mail } from "./mail.ts";
import { moreWords } from "./more-words.ts";
import { nextSteps } from "./next-steps.ts";

/** Every text in English, by area. The other languages have the same keys, or they do not compile. */
export const en = {
  ...firstWords,
  ...moreWords,
  mail,
  nextSteps,
} as const;
