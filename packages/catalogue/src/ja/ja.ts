import type { en } from "../en/en.ts";
import type { Translated } from "../translated.ts";
import { firstWords } from "./first-words.ts";
import { mail } from "./mail.ts";
import { moreWords } from "./more-words.ts";
import { nextSteps } from "./next-steps.ts";

export const ja: Translated<typeof en> = { ...firstWords, ...moreWords, mail, nextSteps };
