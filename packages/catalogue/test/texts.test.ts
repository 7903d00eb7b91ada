import { describe, expect, test } from "vitest";
import { en, pseudo } from "../src/index.ts";
import { flat, placeholdersOf, textsOf, type Text } from "./texts.ts";

const english = new Map(textsOf.en.map(({ key, text }) => [key, text]));

/** Names, and words that another language uses as they are. */
const sameInEveryLanguage =
  /^(?:\{\{\w+\}\}|[^\p{L}]|Payrun|Stripe|OK|E-Mail|PDF|CSV|UTC|QR|Follower|Creators?|Fan|Wallet|Token|English|Deutsch|日本語|Status|Name|Details|Passkeys?|Support|1099-K|DAC7|KYC|IP|minus|plus|bis|com|example|you)+$/u;

describe.for(["de", "ja"] as const)("in %s", (locale) => {
  const texts = textsOf[locale];

  test("there are the plurals that the language has, and no other", () => {
    const categories = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
    const expected = textsOf.en
      .map(({ key }) => key)
      .filter((key) => !key.endsWith("_one") || categories.includes("one"));
    expect(texts.map(({ key }) => key).toSorted()).toEqual(expected.toSorted());
  });

  test("each text fills in what the English one does", () => {
    const wrong = texts.filter(({ key, text }) => {
      // A singular may leave its number out ("one payout").
      if (key.endsWith("_one")) return false;
      return String(placeholdersOf(text)) !== String(placeholdersOf(english.get(key) ?? ""));
    });
    expect(wrong).toEqual([]);
  });

  test("no text is still English", () => {
    expect(
      texts.filter(({ key, text }) => text === english.get(key) && !sameInEveryLanguage.test(text)),
    ).toEqual([]);
  });
});

test.for(["en", "de", "ja"] as const)("no text in %s is empty or has space at its ends", (locale) => {
  expect(textsOf[locale].filter(({ text }) => text.trim() === "" || text !== text.trim())).toEqual([]);
});

describe("the words are those of the product", () => {
  test("in English nothing is pending, income, commission or withdrawn", () => {
    const forbidden = /\b(?:pending|income|commissions?|withdraw(?:al|als|ing|n|s)?)\b/iu;
    expect(matching(textsOf.en, forbidden)).toEqual([]);
  });

  test("English has typographic apostrophes and quotes", () => {
    expect(matching(textsOf.en, /['"]/u)).toEqual([]);
  });

  test("German says Sie, and quotes „so“", () => {
    expect(matching(textsOf.de, /\b(?:du|dich|dir|dein\w*|euch|euer)\b|["”]|“[^“”„]*“/iu)).toEqual([]);
  });

  test("Japanese has full-width punctuation and no plain forms at the end of a sentence", () => {
    const halfWidth =
      /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}][,.!?:;()]|[,.!?:;(][\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u;
    expect(matching(textsOf.ja, halfWidth)).toEqual([]);
    expect(matching(textsOf.ja, /(?:である|だ|する|(?<![まで])した|ない|ある|いる)。/u)).toEqual([]);
  });
});

describe("the pseudo-locale", () => {
  const pseudoTexts = flat(pseudo(en));

  test("has every text, at least 40 % longer, and fills in the same", () => {
    expect(pseudoTexts.map(({ key }) => key)).toEqual(textsOf.en.map(({ key }) => key));
    for (const { key, text } of pseudoTexts) {
      const original = english.get(key) ?? "";
      const longer = text.length - original.length;
      expect(longer).toBeGreaterThan(original.replaceAll(/\{\{.*?\}\}|<[^>]*>/gu, "").length * 0.4);
      expect(placeholdersOf(text)).toEqual(placeholdersOf(original));
    }
  });

  test("reads like its English", () => {
    expect(pseudo({ ...en, units: { tokens_one: "{{tokens}} token", tokens_other: "Ok" } }).units).toEqual({
      tokens_one: "[{{tokens}} tókéñ ~~~]",
      tokens_other: "[Ók ~]",
    });
  });
});

function matching(texts: readonly Text[], pattern: RegExp): readonly Text[] {
  return texts.filter(({ text }) => pattern.test(text.replaceAll(/\{\{.*?\}\}/gu, "")));
}
