/** How bank accounts are named in a country, and the numbers that Stripe accepts in test mode. */
export type BankCountry = {
  /** The first is the local one. */
  readonly currencies: readonly string[];
  /** A valid test IBAN; absent where accounts have a routing number. */
  readonly iban?: string;
  /** Shape of the routing number once hyphens and spaces are gone. */
  readonly routing?: RegExp;
  /** "9 digits", for the refusal. */
  readonly routingShape?: string;
  /** The account number that works. */
  readonly works?: string;
  readonly routingExample?: string;
};

const eur = ["eur", "usd"];

/**
 * Countries by ISO 3166 code (docs.stripe.com/connect/testing#account-numbers, docs.stripe.com/payouts#supported-accounts-and-settlement-currencies).
 * A country that is not listed takes no bank account here.
 */
export const bankCountries: Readonly<Record<string, BankCountry>> = {
  AT: { currencies: eur, iban: "AT611904300234573201" },
  BE: { currencies: eur, iban: "BE62510007547061" },
  BG: { currencies: [...eur, "bgn"], iban: "BG80BNBG96611020345678" },
  CH: { currencies: ["chf", "eur", "usd"], iban: "CH9300762011623852957" },
  CY: { currencies: eur, iban: "CY17002001280000001200527600" },
  CZ: { currencies: ["czk", "eur", "usd"], iban: "CZ6508000000192000145399" },
  DE: { currencies: eur, iban: "DE89370400440532013000" },
  DK: { currencies: ["dkk", "eur", "usd"], iban: "DK5000400440116243" },
  EE: { currencies: eur, iban: "EE382200221020145685" },
  ES: { currencies: eur, iban: "ES0700120345030000067890" },
  FI: { currencies: eur, iban: "FI2112345600000785" },
  FR: { currencies: eur, iban: "FR1420041010050500013M02606" },
  GI: { currencies: ["gip", "gbp", "eur"], iban: "GI75NWBK000000007099453" },
  GR: { currencies: eur, iban: "GR1601101250000000012300695" },
  HR: { currencies: eur, iban: "HR7624020064583467589" },
  HU: { currencies: ["huf", "eur", "usd"], iban: "HU42117730161111101800000000" },
  IE: { currencies: eur, iban: "IE29AIBK93115212345678" },
  IT: { currencies: eur, iban: "IT40S0542811101000000123456" },
  LI: { currencies: ["chf", "eur", "usd"], iban: "LI0508800636123378777" },
  LT: { currencies: eur, iban: "LT121000011101001000" },
  LU: { currencies: eur, iban: "LU280019400644750000" },
  LV: { currencies: eur, iban: "LV80BANK0000435195001" },
  MT: { currencies: eur, iban: "MT84MALT011000012345MTLCAST001S" },
  NL: { currencies: eur, iban: "NL39RABO0300065264" },
  NO: { currencies: ["nok", "eur", "usd"], iban: "NO9386011117947" },
  PL: { currencies: ["pln", "eur", "usd"], iban: "PL61109010140000071219812874" },
  PT: { currencies: eur, iban: "PT50000201231234567890154" },
  RO: { currencies: ["ron", "eur", "usd"], iban: "RO49AAAA1B31007593840000" },
  SE: { currencies: ["sek", "eur", "usd"], iban: "SE3550000000054910000003" },
  SI: { currencies: eur, iban: "SI56191000000123438" },
  SK: { currencies: eur, iban: "SK3112000000198742637541" },
  AU: {
    currencies: ["aud"],
    routing: /^\d{6}$/,
    routingShape: "6 digits",
    routingExample: "110000",
    works: "000123456",
  },
  BR: {
    currencies: ["brl"],
    routing: /^\d{7}$/,
    routingShape: "7 digits",
    routingExample: "1100000",
    works: "0001234",
  },
  CA: {
    currencies: ["cad", "usd"],
    routing: /^\d{8}$/,
    routingShape: "8 digits",
    routingExample: "11000000",
    works: "000123456789",
  },
  GB: {
    currencies: ["gbp", "eur", "usd"],
    iban: "GB82WEST12345698765432",
    routing: /^\d{6}$/,
    routingShape: "6 digits",
    routingExample: "108800",
    works: "00012345",
  },
  HK: {
    currencies: ["hkd"],
    routing: /^\d{6}$/,
    routingShape: "6 digits",
    routingExample: "110000",
    works: "000123456",
  },
  IN: {
    currencies: ["inr"],
    routing: /^[A-Z]{4}0[A-Z0-9]{6}$/,
    routingShape: "11 characters",
    routingExample: "HDFC0000261",
    works: "000123456789",
  },
  JP: {
    currencies: ["jpy"],
    routing: /^\d{7}$/,
    routingShape: "7 digits",
    routingExample: "1100000",
    works: "0001234",
  },
  MX: { currencies: ["mxn"], works: "000000001234567897" },
  NZ: {
    currencies: ["nzd"],
    routing: /^\d{6}$/,
    routingShape: "6 digits",
    routingExample: "110000",
    works: "0000000010",
  },
  SG: {
    currencies: ["sgd", "usd"],
    routing: /^\d{7}$/,
    routingShape: "7 digits",
    routingExample: "1100000",
    works: "000123456",
  },
  TH: {
    currencies: ["thb"],
    routing: /^\d{3}$/,
    routingShape: "3 digits",
    routingExample: "110",
    works: "000123456",
  },
  US: {
    currencies: ["usd"],
    routing: /^\d{9}$/,
    routingShape: "9 digits",
    routingExample: "110000000",
    works: "000123456789",
  },
};
