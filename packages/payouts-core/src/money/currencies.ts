/** ISO 4217 alphabetic code, upper case: `USD`, `EUR`, `JPY`. */
export type CurrencyCode = string;

/** Digits after the decimal point, by ISO 4217's list one (and the codes that it withdrew lately). */
const CODES_BY_DIGITS = {
  0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF",
  2:
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP " +
    "CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR " +
    "JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN " +
    "NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC " +
    "SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG",
  3: "BHD IQD JOD KWD LYD OMR TND",
} as const;

const DIGITS: ReadonlyMap<CurrencyCode, 0 | 2 | 3> = new Map(
  ([0, 2, 3] as const).flatMap((digits) =>
    CODES_BY_DIGITS[digits].split(" ").map((code) => [code, digits] as const),
  ),
);

/** Whether Payrun can keep books in this currency. Lower case is not known: codes are upper case everywhere. */
export function isKnownCurrency(code: string): boolean {
  return DIGITS.has(code);
}

/**
 * How many decimals the currency's minor unit has by ISO 4217: 2 for USD (cents), 0 for JPY, 3 for KWD.
 *
 * @throws RangeError for a code that is not in the table.
 */
export function minorDigits(currency: CurrencyCode): 0 | 2 | 3 {
  const digits = DIGITS.get(currency);
  if (digits === undefined)
    throw new RangeError(`Unknown currency ${currency}: expected ISO 4217, upper case`);
  return digits;
}
