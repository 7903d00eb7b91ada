/** Countries with the euro. */
const euroCountries: ReadonlySet<string> = new Set(
  "AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK".split(" "),
);

const others: Readonly<Record<string, string>> = {
  AU: "aud",
  BR: "brl",
  CA: "cad",
  CH: "chf",
  CZ: "czk",
  DK: "dkk",
  GB: "gbp",
  HK: "hkd",
  HU: "huf",
  IN: "inr",
  JP: "jpy",
  MX: "mxn",
  NO: "nok",
  NZ: "nzd",
  PL: "pln",
  RO: "ron",
  SE: "sek",
  SG: "sgd",
  TH: "thb",
};

/** ISO 4217, lower case; US dollars where nothing is known. */
export function currencyOfCountry(country: string): string {
  return euroCountries.has(country) ? "eur" : (others[country] ?? "usd");
}
