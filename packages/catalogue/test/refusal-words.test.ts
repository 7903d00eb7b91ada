import { expect, test } from "vitest";
import { en, refusalWords, speak, type SpokenRefusal } from "../src/index.ts";
import { spoken } from "./spoken.ts";

const inTokyo = { timeZone: "Asia/Tokyo" };

test.for([
  { locale: "en", sentence: "try again in 30 seconds." },
  { locale: "de", sentence: "Wartezeit: 30 Sekunden." },
  { locale: "ja", sentence: "30 秒後にもう一度お試しください。" },
] as const)("a refusal says its numbers in $locale", ({ locale, sentence }) => {
  const refusal = { code: "unavailable", retryAfterSeconds: 30 } as const;
  expect(refusalWords(spoken(locale), refusal, inTokyo)).toContain(sentence);
});

test.for([
  { numbers: { minimumMinor: "2500", currency: "USD" }, text: "{{minimum}}", reads: "$25.00" },
  { numbers: { minimumMinor: 2500n, currency: "JPY" }, text: "{{minimum}}", reads: "¥2,500" },
  { numbers: { startsAt: "2026-12-01T02:00:00Z" }, text: "{{startsAt}}", reads: "Dec 1, 2026, 11:00 GMT+9" },
  {
    numbers: { payableFrom: new Date("2026-12-01T02:00:00Z") },
    text: "{{payableFrom}}",
    reads: "Dec 1, 2026, 11:00 GMT+9",
  },
  { numbers: { coolDownHours: 48 }, text: "{{coolDown}}", reads: "48 hours" },
  { numbers: { priceTokens: 1 }, text: "{{price}}", reads: "1 token" },
  { numbers: { priceTokens: 1_200 }, text: "{{price}}", reads: "1,200 tokens" },
  { numbers: { open: 1_200 }, text: "{{open}}", reads: "1,200" },
  { numbers: { name: "<b>Ana</b>" }, text: "{{name}}", reads: "<b>Ana</b>" },
])("$numbers reads $reads", ({ numbers, text, reads }) => {
  const i18n = speak("en", { ...en, refusals: { ...en.refusals, not_found: text } });
  const refusal: SpokenRefusal = { code: "not_found", ...numbers };
  expect(refusalWords(i18n, refusal, inTokyo)).toBe(reads);
});
