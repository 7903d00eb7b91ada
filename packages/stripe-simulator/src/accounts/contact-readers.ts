import { badRequest } from "../protocol/api-error.ts";
import { clearableText, type Reader, text } from "../protocol/parameters/parameter.ts";

/** Officially assigned codes of ISO 3166-1. */
const countries: ReadonlySet<string> = new Set(
  `AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA
   CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA
   GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP
   KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS
   MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS
   RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW
   TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW`.split(/\s+/),
);

/** Countries where Stripe opens accounts for nobody. */
const unsupported: ReadonlySet<string> = new Set(["CU", "IR", "KP", "SY"]);

/** A country of ISO 3166-1, in capitals. Throws 400 for what is none, and `country_unsupported`. */
export function country(raw: unknown, name: string, wire?: "form" | "json"): string {
  const given = text()(raw, name, wire);
  const code = given.toUpperCase();
  if (!countries.has(code)) {
    throw badRequest(
      undefined,
      `Country '${given}' is unknown. Try using a 2-character alphanumeric country code instead, such as 'US', 'EG', or ` +
        "'GB'. A full list of country codes is available at " +
        "https://en.wikipedia.org/wiki/ISO_3166-1_alpha-2#Officially_assigned_code_elements",
      name,
    );
  }
  if (unsupported.has(code)) {
    throw badRequest("country_unsupported", `${code} is not currently supported by Stripe.`, name);
  }
  return code;
}

/** An email address, or nothing. Throws 400 `email_invalid`. */
export const emailAddress: Reader<string | null> = (raw, name, wire) => {
  const given = clearableText(512)(raw, name, wire);
  if (given === null || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(given)) return given;
  throw badRequest("email_invalid", `Invalid email address: ${given}`, name);
};

/** A website, with or without its scheme, or nothing. Throws 400 `url_invalid`. */
export const website: Reader<string | null> = (raw, name, wire) => {
  const given = clearableText()(raw, name, wire);
  if (given === null) return given;
  const address = /^[a-z][a-z\d+.-]*:/i.test(given) ? given : `https://${given}`;
  const { protocol, hostname } = URL.canParse(address) ? new URL(address) : { protocol: "", hostname: "" };
  if (/^https?:$/.test(protocol) && hostname.includes(".")) return given;
  throw badRequest("url_invalid", "Not a valid URL", name);
};
